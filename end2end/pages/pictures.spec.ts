/** A picture of every page: phone and desktop, light and dark, in each language. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { prepared, readers } from "../support/pages.ts";
import { test } from "../support/test.ts";

const OUT = resolve(process.env.HABEAS_PICTURES ?? "../target/pictures");
const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

test("pictures of every page", async ({ browser, habeas }) => {
  const places = await prepared(browser, habeas);
  for (const locale of ["en-IE", "es-ES"]) {
    const contexts = await readers(browser, habeas, { locale });
    for (const [width, viewport] of Object.entries(WIDTHS)) {
      for (const colorScheme of ["light", "dark"] as const) {
        const folder = join(OUT, `${locale.slice(0, 2)}-${width}-${colorScheme}`);
        await mkdir(folder, { recursive: true });
        for (const { name, who, path } of places) {
          const page = await contexts[who].newPage();
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.goto(path);
          await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
          await page.close();
        }
        console.log(`${places.length} pictures in ${folder}`);
      }
    }
    for (const context of Object.values(contexts)) await context.close();
  }
});
