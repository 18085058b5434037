/**
 * Seeing what is held: big collections, one record, hidden values, documents, a machine's
 * conclusion, and a system that is away. What a page says is read in the stores.
 */
import { execFile } from "node:child_process";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { rows, snapshot, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const run = promisify(execFile);

const OKSANA = { id: 1005, email: "oksana.kovalenko@mail.example", password: "sunflower-harbour-kettle-63" };

/** The smallest PNG there is. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(OKSANA.email);
  await page.getByLabel("Password").fill(OKSANA.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/data$/);
}

async function write(db: string, sql: string): Promise<void> {
  await run("sqlite3", ["-cmd", ".timeout 5000", db, sql]);
}

test("a big collection is searched, sorted and turned over", async ({ page, habeas }) => {
  const shop = habeas.path("shop.sqlite");
  await write(
    shop,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
     INSERT INTO sign_ins (customer_id, at, ip_address, browser)
     SELECT ${OKSANA.id}, '2025-01-01T00:00:00Z', '203.0.113.' || (i % 250),
            CASE WHEN i % 800 = 7 THEN 'Rare Bird ' || printf('%05d', i) ELSE 'Browser ' || i END FROM n`,
  );
  await signIn(page);
  await page.goto("/data/shop.sign_ins");
  await expectAccessible(page);
  const all = await value(shop, `SELECT count(*) FROM sign_ins WHERE customer_id = ${OKSANA.id}`);
  await expect(page.getByRole("status")).toContainText(Number(all).toLocaleString("en-IE"));
  await page.getByLabel("Words to look for").fill("rare bird");
  await page.getByLabel("Order").selectOption({ label: "Your browser, largest or newest first" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  // What was looked for is personal: it stands in no address.
  expect(page.url()).not.toMatch(/rare|bird/i);
  await expect(page.getByRole("status")).toContainText("25 of");
  await expect(page.getByLabel("Words to look for")).toHaveValue("rare bird");
  const expected = await rows(
    shop,
    "SELECT browser FROM sign_ins WHERE browser LIKE 'Rare Bird%' ORDER BY browser DESC",
  );
  const shown = page.locator(".summary__value", { hasText: "Rare Bird" });
  await expect(shown).toHaveCount(20);
  expect(await shown.allInnerTexts()).toEqual(expected.slice(0, 20).map((row) => row.browser));
  await expectAccessible(page);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(shown).toHaveCount(5);
  expect(await shown.allInnerTexts()).toEqual(expected.slice(20).map((row) => row.browser));
  await page.getByLabel("Words to look for").fill("no such thing anywhere");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page.getByText("Page 1 of")).toBeVisible();
});

test("what is sensitive is hidden, and shown on demand", async ({ page, habeas }) => {
  const shop = habeas.path("shop.sqlite");
  await write(shop, `UPDATE customers SET access_needs = 'Ring twice' WHERE id = ${OKSANA.id}`);
  const before = await snapshot(shop);
  await signIn(page);
  expect(await page.content()).not.toContain("Ring twice");
  await page.getByRole("button", { name: /^Show What makes delivery/ }).first().click();
  await expect(page.getByText("Ring twice")).toBeVisible();
  await expect(page).toHaveURL(/\/data\/shop\.customers\/[0-9a-f]+$/);
  await expectAccessible(page);
  expect(await snapshot(shop)).toEqual(before);
});

test("documents are shown by what they are, and nothing in them runs", async ({ page, habeas }) => {
  const letters = join(habeas.path("documents"), "letters", String(OKSANA.id));
  await mkdir(letters, { recursive: true });
  await writeFile(join(letters, "0-a-letter.txt"), "<script>document.title='run'</script> Dear Oksana");
  await writeFile(join(letters, "0-picture.txt"), PNG);
  await signIn(page);
  await page.goto("/data/documents.letters");
  const first = page.getByRole("link", { name: "Open the document" }).first();
  const answer = await page.request.get(new URL((await first.getAttribute("href"))!, page.url()).href);
  expect(await answer.text()).toContain("Dear Oksana");
  expect(answer.headers()["content-security-policy"]).toContain("sandbox");
  expect(answer.headers()["content-disposition"]).toContain("inline");
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  // A picture that calls itself a text is a picture.
  await page.goto("/data/documents.letters");
  const second = page.getByRole("link", { name: "Open the document" }).nth(1);
  const picture = await page.request.get(new URL((await second.getAttribute("href"))!, page.url()).href);
  expect(picture.headers()["content-type"]).toBe("image/png");
  await page.goto("/data/documents.invoice_files");
  const invoice = await page.getByRole("link", { name: "Open the document" }).first().getAttribute("href");
  const pdf = await page.request.get(new URL(invoice!, page.url()).href);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a machine's conclusion is explained, and a person reviews it", async ({ page, habeas }) => {
  await signIn(page);
  await expect(page.getByText(/A computer worked this out from: What you bought/).first()).toBeVisible();
  await page.getByRole("link", { name: /Ask a person to review “The guess”/ }).first().click();
  await expectAccessible(page);
  await page.getByLabel(/What you think about it/).fill("I have no garden");
  await page.getByRole("button", { name: "Ask a person to review it" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const reference = page.url().split("/").pop()!;
  const kind = await value(
    habeas.path("habeas/ledger.sqlite"),
    `SELECT kind || ' ' || stage FROM request WHERE reference = '${reference}'`,
  );
  expect(kind).toBe("automated-decision-review open");
  await expectAccessible(page);
});

test("one says once a year that it is right, and one's own words beside a value", async ({ page, habeas }) => {
  const ledger = habeas.path("habeas/ledger.sqlite");
  await signIn(page);
  const question = page.getByRole("heading", { name: "Is this still right?" });
  if (await question.isVisible()) {
    const before = Number(await value(ledger, "SELECT count(*) FROM check_up"));
    await page.getByRole("button", { name: "Yes, it is right" }).click();
    await expect(question).toBeHidden();
    expect(await value(ledger, "SELECT count(*) FROM check_up")).toBe(before + 1);
  }
  await page.goto("/data/shop.orders");
  await page.getByRole("link", { name: "Everything about this" }).first().click();
  await expectAccessible(page);
  await page.getByText("Something here is wrong").click();
  await page.getByRole("link", { name: "Add your words to: How it stands" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add my words" }).click();
  await expect(page.locator(".problems")).toBeVisible();
  await page.getByLabel("Your words").fill("It never arrived.");
  const shop = await snapshot(habeas.path("shop.sqlite"));
  await page.getByRole("button", { name: "Add my words" }).click();
  await expect(page.locator("blockquote", { hasText: "It never arrived." }).first()).toBeVisible();
  expect(await snapshot(habeas.path("shop.sqlite"))).toEqual(shop);
  // At rest it can be read by nobody.
  const sealed = await rows(ledger, "SELECT CAST(sealed AS TEXT) AS text FROM statement");
  expect(sealed.length).toBeGreaterThan(0);
  for (const { text } of sealed) expect(String(text)).not.toContain("arrived");
});

test("a system that is away is said to be, and comes back", async ({ page, habeas }) => {
  await signIn(page);
  const [here, away] = [habeas.path("documents"), habeas.path("away")];
  await rename(here, away);
  try {
    await page.goto("/data");
    await expect(page.getByRole("heading", { name: "One system is missing here" })).toBeVisible();
    await expect(page.getByText(OKSANA.email).first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Printed invoices" })).toBeHidden();
    await expectAccessible(page);
  } finally {
    await rename(away, here);
  }
  await page.getByRole("link", { name: "Try again now" }).click();
  await expect(page.getByRole("heading", { name: "Printed invoices" })).toBeVisible();
  await expect(page.getByText("One system is missing here")).toBeHidden();
});
