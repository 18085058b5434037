/** What is printed: documents with their numbers, without what only a screen can use. */
import { prepared, readers, visit } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

const PRINTED = ["data", "receipt", "request-erasure", "request-complaint", "data-record", "security-set-up"];

test("data, receipts and stories print as documents on A4 and Letter", async ({ browser }, info) => {
  test.skip(info.project.name !== "desktop", "paper has its own width");
  test.slow();
  const habeas = await Server.start();
  const places = (await prepared(browser, habeas)).filter(({ name }) => PRINTED.includes(name));
  expect(places.map(({ name }) => name).sort()).toEqual([...PRINTED].sort());
  const contexts = await readers(browser, habeas, { locale: "en-IE" });
  const fresh = () => browser.newContext({ baseURL: habeas.address });
  for (const place of places) {
    await visit(place, contexts, fresh, async (page) => {
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      await page.emulateMedia({ media: "print" });
      await expect.soft(page.getByRole("heading", { level: 1 }), place.name).toHaveText(heading);
      for (const gone of ["nav", "main button", ".skip", ".languages", "main input:not([type=hidden])"]) {
        const shown = await page.locator(gone).evaluateAll((all) =>
          all.filter((one) => (one as HTMLElement).offsetParent !== null).map((one) => one.outerHTML.slice(0, 60)),
        );
        expect.soft(shown, `${place.name}: ${gone} on paper`).toEqual([]);
      }
      // Whatever is folded away on the screen is there on paper, and nothing is wider than it.
      await page.setViewportSize({ width: 718, height: 1000 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(wide, `${place.name} is as wide as the paper`).toBeLessThanOrEqual(718);
      const ink = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect.soft(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"], `${place.name} is printed on white`).toContain(ink);
      if (place.name.startsWith("re")) {
        await expect.soft(page.locator("main")).toContainText(/HB-[0-9A-Z]{4}-[0-9A-Z]{4}/);
      }
      for (const format of ["A4", "Letter"]) {
        const pdf = await page.pdf({ format, printBackground: false, preferCSSPageSize: false });
        expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
        const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
        expect.soft(pages, `${place.name} on ${format}`).toBeGreaterThan(0);
        if (place.name !== "data") expect.soft(pages, `${place.name} on ${format}`).toBeLessThanOrEqual(4);
      }
    });
  }
  for (const context of Object.values(contexts)) await context.close();
  await habeas.stop();
  await habeas.forget();
});
