/**
 * `test` for this project: the program runs, pages are relative to it, and
 * nothing may go wrong in the browser unseen.
 */
import { test as base } from "@playwright/test";
import { Server } from "./server.ts";

export { expect } from "@playwright/test";

interface PerTest {
  /** The program with stores of its own: nobody finds what another test left. */
  habeas: Server;
  /** Scripts run in this project. */
  scripts: boolean;
  /** Fails the test if a page logs an error, a script throws, or the CSP stops something. */
  quiet: void;
}

export const test = base.extend<PerTest>({
  habeas: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
      await server.forget();
    },
    { timeout: 90_000 },
  ],
  baseURL: async ({ habeas }, use) => use(habeas.address),
  scripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  quiet: [
    async ({ page }, use, info) => {
      const heard: string[] = [];
      page.on("pageerror", (error) => heard.push(`thrown: ${error.message}`));
      page.on("console", (message) => {
        // Chromium reports every answer of 400 and above here; tests that
        // expect one check the status themselves.
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource")) {
          heard.push(text);
        }
      });
      await use();
      if (heard.length > 0 && info.status === "passed") {
        throw new Error(`the browser's console has errors:\n${heard.join("\n")}`);
      }
    },
    { auto: true },
  ],
});
