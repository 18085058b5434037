/** What one says no to: read in the stores that must obey, in the ledger, and in the history. */
import { PEOPLE, signIn } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { rows, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const MARIA = { id: 1001, email: "maria.keane@post.example", password: "walnut-ladder-river-47" };

test("the browser's signal and one's own words, in order, here and in the stores", async ({ browser }, info) => {
  test.skip(!info.project.name.startsWith("desktop"), "nothing here depends on the width");
  const scripts = info.project.name === "desktop";
  const habeas = await Server.start();
  const shop = habeas.path("shop.sqlite");
  const ledger = habeas.path("habeas/ledger.sqlite");
  const held = (column: string) => value(shop, `SELECT ${column} FROM customers WHERE id = ${MARIA.id}`);
  expect(await held("partners_ok")).toBe(1);
  const others = await rows(shop, `SELECT id, partners_ok, marketing_ok FROM customers WHERE id <> ${MARIA.id}`);

  // The signal, as a browser sends it: from the first page on.
  const context = await browser.newContext({
    baseURL: habeas.address,
    locale: "en-IE",
    javaScriptEnabled: scripts,
    extraHTTPHeaders: { "sec-gpc": "1" },
  });
  const page = await context.newPage();
  await signIn(page, MARIA);
  await expect.poll(async () => held("partners_ok")).toBe(0);
  await page.goto("/choices");
  await expect(page.getByRole("heading", { name: /Your browser says/ })).toBeVisible();
  const partners = page.locator("section", { has: page.getByRole("heading", { name: /advertising partners/ }) });
  await expect(partners.getByText("No, stop").first()).toBeVisible();

  // Yes, on the page, counts after that; then no again.
  await partners.getByRole("button", { name: "Yes, you may do this" }).click();
  await expect.poll(async () => held("partners_ok")).toBe(1);
  await page.goto("/choices");
  await partners.getByRole("button", { name: "No, stop this" }).click();
  await expect.poll(async () => held("partners_ok")).toBe(0);

  // News: written in two tables, one of which knows the address only.
  await page.goto("/choices");
  const news = page.locator("section", { has: page.getByRole("heading", { name: /news and offers/ }) });
  await news.getByRole("button", { name: "No, stop this" }).click();
  await expect.poll(async () => held("marketing_ok")).toBe(0);
  await expect
    .poll(async () => value(shop, `SELECT active FROM newsletter WHERE lower(email) = '${MARIA.email}'`))
    .toBe(0);

  // Everything said is in the ledger, in order, and the page shows the same.
  const said = await rows(
    ledger,
    "SELECT allowed FROM choice WHERE what = 'sale-or-sharing' ORDER BY at",
  );
  expect(said.map((row) => row.allowed)).toEqual([0, 1, 0]);
  await page.goto("/choices");
  await partners.getByText("What you said before").click();
  const history = partners.locator("details li");
  await expect(history).toHaveCount(3);
  expect((await history.allInnerTexts()).map((line) => line.replace(/^.*\d\d:\d\d: /, ""))).toEqual([
    "No, stop said here",
    "Yes, you may said here",
    "No, stop said by your browser",
  ]);
  await expect(partners.getByText(/Done in: Our web shop/)).toBeVisible();

  // Nobody else was touched, and the signal is not taken twice.
  expect(
    await rows(shop, `SELECT id, partners_ok, marketing_ok FROM customers WHERE id <> ${MARIA.id}`),
  ).toEqual(others);
  await page.goto("/data");
  expect(await value(ledger, "SELECT count(*) FROM choice WHERE what = 'sale-or-sharing'")).toBe(3);
  await context.close();

  // Somebody whose browser sends nothing keeps what they said.
  const plain = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled: scripts });
  const patrick = await plain.newPage();
  await signIn(patrick, PEOPLE.customer);
  await patrick.goto("/choices");
  await expect(patrick.getByRole("heading", { name: /Your browser says/ })).toHaveCount(0);
  await plain.close();
  await habeas.stop();
  await habeas.forget();
});
