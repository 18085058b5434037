/** A picture of every page in every state: phone and desktop, light and dark, in each language. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { prepared, readers, visit } from "../support/pages.ts";
import { test } from "../support/test.ts";

const OUT = resolve(process.env.HABEAS_PICTURES ?? "../target/pictures");
const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

test("pictures of every page", async ({ browser, habeas }) => {
  const places = await prepared(browser, habeas);
  const lost: string[] = [];
  for (const locale of ["en-IE", "es-ES"]) {
    const contexts = await readers(browser, habeas, { locale });
    const fresh = () => browser.newContext({ locale, baseURL: habeas.address });
    for (const place of places) {
      try {
        await visit(place, contexts, fresh, async (page) => {
          for (const [width, viewport] of Object.entries(WIDTHS)) {
            await page.setViewportSize(viewport);
            for (const colorScheme of ["light", "dark"] as const) {
              await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
              const folder = join(OUT, `${locale.slice(0, 2)}-${width}-${colorScheme}`);
              await mkdir(folder, { recursive: true });
              await page.screenshot({ path: join(folder, `${place.name}.png`), fullPage: true });
            }
          }
        });
      } catch (error) {
        lost.push(`${locale} ${place.name}: ${String(error)}`);
      }
    }
    for (const context of Object.values(contexts)) await context.close();
  }
  console.log(`${places.length - lost.length / 2} pages in ${OUT}`);
  if (lost.length > 0) throw new Error(`not every page could be opened:\n${lost.join("\n")}`);
});
