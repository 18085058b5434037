/** Pictures of every page, and what each weighs: not tests, and run by commands of their own. */
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig({
  ...tests,
  testDir: "pages",
  workers: 1,
  timeout: 60 * 60 * 1000,
  reporter: [["list"]],
  projects: [{ name: "pages", use: { trace: "off", screenshot: "off" } }],
});
