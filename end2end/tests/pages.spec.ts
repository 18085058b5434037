/**
 * What holds on every page in every state, in each language: axe finds nothing at all, in the
 * light and in the dark; there is one first heading; nothing is lost at 400 % zoom; nothing moves
 * where it should not; in forced colours every control has an outline; and where a form came back
 * with a problem, the focus is on what is wrong.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { type Place, prepared, readers, visit } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** Every address of the program's one list of pages, as a pattern. */
async function routes(): Promise<Map<string, RegExp>> {
  const code = await readFile(new URL("../../app/src/app.rs", import.meta.url), "utf8");
  const paths = [...code.matchAll(/path!\("([^"]+)"\)/g)].map((found) => found[1]!);
  return new Map(paths.map((path) => [path, new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`)]));
}

/** Pages that only a longer story leads to. This walk does not open them yet. */
const NOT_YET = [
  "/goodbye/:reference",
  "/staff/people/:token",
  "/staff/requests/:reference/correction",
];

async function holds(page: Page, { name, path, open }: Place, locale: string): Promise<void> {
  if (!open) expect.soft(new URL(page.url()).pathname, "it is that page").toBe(path.split("?")[0]);
  if (!name.startsWith("trouble") && !name.includes("error")) {
    await expect.soft(page.locator(".problems"), `${name} has no problems`).toHaveCount(name === "samples-back" ? 1 : 0);
  }
  // The samples show whole pages' headings too.
  const first = page.getByRole("heading", { level: 1 });
  if (!name.startsWith("samples")) await expect.soft(first, name).toHaveCount(1);
  await expect.soft(page.getByRole("main"), name).toHaveCount(1);
  await expect.soft(page, name).toHaveTitle(/\S/);
  if (name.endsWith("-error")) {
    await expect.soft(page.locator("#problems"), `${name} has the focus on what is wrong`).toBeFocused();
    await expect.soft(page, name).toHaveTitle(/^Error: /);
  }
  await expectAccessible(page, name);
  // Colours do not depend on the language; what fits into a width does.
  if (locale.startsWith("en")) {
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, `${name} in the dark`, ["color-contrast"]);
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await outlined(page, name);
  }

  // 1280 pixels at 400 % are 320 (WCAG 1.4.10). Tables may scroll in a box of their own.
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(wide, `${name} at 320 pixels`).toBeLessThanOrEqual(320);
  const moving = await page.evaluate(
    () => document.getAnimations().filter((one) => one.playState === "running").length,
  );
  expect.soft(moving, `${name} moves where nothing should`).toBe(0);

}

/** In forced colours every control has an outline. */
async function outlined(page: Page, name: string): Promise<void> {
  const bare = await page.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLElement>(
        "main button:not(.link, .button--link), main input:not([type=hidden]), main textarea, main select",
      ),
    )
      .filter((one) => one.offsetParent !== null)
      .filter((one) => !["radio", "checkbox", "file"].includes(one.getAttribute("type") ?? ""))
      .filter((one) => getComputedStyle(one).borderTopStyle === "none")
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  expect.soft(bare, `${name} in forced colours`).toEqual([]);
}

for (const locale of ["en-IE", "es-ES"]) {
  test(`every page in every state can be read by everybody, in ${locale}`, async ({ browser }, info) => {
    test.skip(info.project.name !== "desktop", "it sets its own widths");
    test.setTimeout(600_000);
    const habeas = await Server.start();
    try {
      const places = await prepared(browser, habeas);
      const unseen = await routes();
      expect(unseen.size).toBeGreaterThan(50);
      // Colours that change slowly would be measured half-way.
      const quick = { locale, reducedMotion: "reduce" } as const;
      const contexts = await readers(browser, habeas, quick);
      const fresh = () => browser.newContext({ ...quick, baseURL: habeas.address });
      for (const place of places) {
        await test.step(`${place.name}, read by ${place.who}`, async () => {
          try {
            await visit(place, contexts, fresh, async (page) => {
              await expect.soft(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
              await holds(page, place, locale);
              const { pathname } = new URL(page.url());
              const found = [...unseen].filter(([, fits]) => fits.test(pathname)).map(([path]) => path);
              // The most exact one: `/requests/other` is no request.
              found.sort((one, other) => one.split(":").length - other.split(":").length);
              if (found[0]) unseen.delete(found[0]);
            });
          } catch (error) {
            // The rest is looked at all the same.
            expect.soft(String(error), place.name).toBe("opened");
          }
        });
      }
      NOT_YET.forEach((path) => unseen.delete(path));
      expect.soft([...unseen.keys()], "pages that nobody looked at").toEqual([]);
      for (const context of Object.values(contexts)) await context.close();
    } finally {
      await habeas.stop();
      await habeas.forget();
    }
  });
}
