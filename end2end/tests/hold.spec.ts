/**
 * The hold of a deletion, a deletion in part and lateness, each read in the stores and not from the
 * page alone.
 */
import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { Server } from "../support/server.ts";
import { difference, rows, snapshot, value, write } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const DECLAN = { id: 1002, email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };
const HENRIK = { email: "henrik.solberg@fernhill.example", password: "velvet-glacier-trumpet-90" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

async function at(browser: Browser, habeas: Server): Promise<Page> {
  const context = await browser.newContext({ baseURL: habeas.address });
  return context.newPage();
}

const column = (name: string) => `SELECT ${name} FROM customers WHERE id = ${DECLAN.id}`;

test("a deletion that is held counts down, stops advertising at once, and is taken back", async ({
  browser,
}) => {
  test.slow();
  const habeas = await Server.start({ HABEAS_DEMO_HOLD: "7300" });
  const [shop, support] = [habeas.path("shop.sqlite"), habeas.path("support.sqlite")];
  await write(shop, `UPDATE customers SET marketing_ok = 1 WHERE id = ${DECLAN.id}`);
  const before = [...(await snapshot(shop)), ...(await snapshot(support))];
  const page = await at(browser, habeas);
  await signIn(page, DECLAN);
  await page.goto("/delete");
  await expectAccessible(page);
  await page.goto("/delete/confirm");
  await page.locator("main input[type=checkbox]").check();
  await page.getByRole("button", { name: "Delete my data" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const path = new URL(page.url()).pathname;
  await expect.poll(() => value(shop, column("marketing_ok"))).toBe(0);

  const officer = await at(browser, habeas);
  await signIn(officer, HENRIK);
  await officer.goto(`/staff${path}`);
  await officer.getByRole("button", { name: /Approve/ }).click();
  await expect(officer.getByText(/Approved/).first()).toBeVisible();
  await officer.context().close();

  await page.goto(path);
  await expect(page.getByText("2 hours left to take it back")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take this request back" }).click();
  await expect(page.getByText("You took it back").first()).toBeVisible();
  await expectAccessible(page);
  // Nothing went; advertising stays off until the person says otherwise.
  const changed = difference(before, [...(await snapshot(shop)), ...(await snapshot(support))]);
  expect(changed.gone.length).toBe(changed.come.length);
  for (const line of changed.gone) expect(line).toMatch(/^(customers|newsletter): /);
  await page.context().close();
  await habeas.stop();
  await habeas.forget();
});

test("only what was chosen is deleted, and the account stays", async ({ browser }) => {
  test.slow();
  const habeas = await Server.start();
  const [shop, support] = [habeas.path("shop.sqlite"), habeas.path("support.sqlite")];
  const page = await at(browser, habeas);
  await signIn(page, DECLAN);
  await page.goto("/delete");
  await page.getByText("Delete some of it only").click();
  await page.locator("input[name=areas][value=conversations]").check();
  await page.getByRole("button", { name: "Show me what that does" }).click();
  await expect(page).toHaveURL(/areas=conversations/);
  await expect(page.getByText(/What you did not choose/)).toBeVisible();
  await expect(page.getByText("Everything else stays as it is, and so does your account.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go on" }).click();
  await page.locator("main input[type=checkbox]").check();
  const before = await snapshot(shop);
  await page.getByRole("button", { name: "Delete my data" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const path = new URL(page.url()).pathname;
  const officer = await at(browser, habeas);
  await signIn(officer, HENRIK);
  await officer.goto(`/staff${path}`);
  await expect(officer.getByText("Not asked for").first()).toBeVisible();
  await expectAccessible(officer);
  await officer.getByRole("button", { name: /Approve/ }).click();
  await expect(officer.getByText(/Approved/).first()).toBeVisible();
  await officer.context().close();
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByText(/What you chose is deleted/)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page);
  expect(await snapshot(shop)).toEqual(before);
  const left = await rows(support, `SELECT id FROM contacts WHERE shop_customer_id = ${DECLAN.id} OR lower(email) = '${DECLAN.email}'`);
  expect(left).toEqual([]);
  await page.goto("/data");
  await expect(page.getByRole("link", { name: /Change/ }).first()).toBeVisible();
  await page.context().close();
  await habeas.stop();
  await habeas.forget();
});

test("late is said plainly, with the reason that the company gave", async ({ browser }) => {
  test.slow();
  const habeas = await Server.start();
  const ledger = habeas.path("habeas/ledger.sqlite");
  const page = await at(browser, habeas);
  await signIn(page, DECLAN);
  await page.goto("/requests/other");
  await page.locator("input[value=complaint]").check();
  await page.locator("#details").fill("Nobody called me back.");
  await page.locator("main form button").first().click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const path = new URL(page.url()).pathname;
  const number = path.split("/").pop()!;
  // A month and more goes by.
  await write(
    ledger,
    `UPDATE request SET due = '2025-01-10', body = json_set(body, '$.deadline.legal', '2025-01-10') WHERE reference = '${number}'`,
  );
  await page.goto(path);
  await expect(page.getByText(/late/i).first()).toBeVisible();
  await expectAccessible(page);
  const officer = await at(browser, habeas);
  await signIn(officer, HENRIK);
  await officer.goto(`/staff${path}/messages`);
  await officer.locator("#message").fill("Two of us were ill. You hear from us on Friday.");
  await officer.locator("input[name=late]").check();
  await officer.locator("main form button").first().click();
  await officer.context().close();
  await page.goto(path);
  const said = page.locator(".notice", { hasText: "Two of us were ill." });
  await expect(said).toBeVisible();
  await expectAccessible(page);
  await page.context().close();
  await habeas.stop();
  await habeas.forget();
});
