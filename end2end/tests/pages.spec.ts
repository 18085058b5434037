/**
 * What holds on every page: axe finds nothing, in the light and in the dark; there is one first
 * heading; nothing is lost at 400 % zoom; in forced colours every control has an outline.
 */
import { expectAccessible } from "../support/axe.ts";
import { prepared, readers } from "../support/pages.ts";
import { expect, test } from "../support/test.ts";

test("every page can be read by everybody", async ({ browser, habeas }, info) => {
  test.skip(info.project.name !== "desktop", "it sets its own widths");
  test.setTimeout(360_000);
  const places = await prepared(browser, habeas);
  expect(places.length).toBeGreaterThan(58);
  const contexts = await readers(browser, habeas, { locale: "en-IE" });
  for (const { name, who, path } of places) {
    await test.step(`${name}, read by ${who}`, async () => {
      const page = await contexts[who].newPage();
      await page.goto(path);
      expect(new URL(page.url()).pathname, "it is that page").toBe(path);
      // The samples show whole pages' headings too.
      const first = page.getByRole("heading", { level: 1 });
      if (name !== "samples") await expect(first).toHaveCount(1);
      await expect(page.getByRole("main")).toHaveCount(1);
      await expect(page).toHaveTitle(/\S/);
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page);

      // 1280 pixels at 400 % are 320 (WCAG 1.4.10). Tables may scroll in a box of their own.
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.setViewportSize({ width: 320, height: 640 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${path} at 320 pixels`).toBeLessThanOrEqual(320);
      const moving = await page.evaluate(
        () => document.getAnimations().filter((one) => one.playState === "running").length,
      );
      expect(moving, `${path} moves where nothing should`).toBe(0);

      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ forcedColors: "active" });
      const bare = await page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLElement>("main button, main input:not([type=hidden]), main textarea, main select"))
          .filter((one) => one.offsetParent !== null && !["radio", "checkbox", "file"].includes(one.getAttribute("type") ?? ""))
          .filter((one) => getComputedStyle(one).borderTopStyle === "none")
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      expect(bare, `${path} in forced colours`).toEqual([]);
      await page.close();
    });
  }
  for (const context of Object.values(contexts)) await context.close();
});
