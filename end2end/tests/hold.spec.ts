/**
 * An approved deletion waits: it says until when, marketing has stopped, and it can be taken back.
 * Done in the end, its receipt is found by its number in a browser that knows nothing.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { PEOPLE, signIn } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { difference, snapshot, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const MARIA = { id: 1001, email: "maria.keane@post.example", password: "walnut-ladder-river-47" };
const SECONDS = 9;

async function asks(page: Page): Promise<string> {
  await page.goto("/delete/confirm");
  await page.getByLabel(/I want .* to delete my data/).check();
  await page.getByRole("button", { name: "Delete my data" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  return page.url().split("/").pop()!;
}

test("a deletion waits, is taken back, is asked for again, and leaves a receipt", async ({ browser }, info) => {
  test.skip(info.project.name !== "phone", "once is enough: nothing here depends on the width");
  test.slow();
  const habeas = await Server.start({ HABEAS_DEMO_HOLD: String(SECONDS) });
  const shop = habeas.path("shop.sqlite");
  const ledger = habeas.path("habeas/ledger.sqlite");
  const open = async () => {
    const context = await browser.newContext({ baseURL: habeas.address, locale: "en-IE", timezoneId: "Europe/Dublin" });
    return context.newPage();
  };
  const [page, officer] = [await open(), await open()];
  await signIn(page, MARIA);
  await signIn(officer, PEOPLE.officer);
  const approve = async (reference: string) => {
    await officer.goto(`/staff/requests/${reference}`);
    await officer.getByRole("button", { name: "Approve the deletion" }).click();
    await expect(officer.getByText(/Approved/).first()).toBeVisible();
  };

  const first = await asks(page);
  // No more advertising from now on, long before anything is deleted.
  await expect
    .poll(async () => value(shop, `SELECT marketing_ok FROM customers WHERE id = ${MARIA.id}`))
    .toBe(0);
  const before = await snapshot(shop);
  await approve(first);
  await page.goto(`/requests/${first}`);
  await expect(page.getByText(/It is approved and waits until .* Until then you can take it back/)).toBeVisible();
  await expectAccessible(page);
  expect(await value(ledger, `SELECT stage FROM request WHERE reference = '${first}'`)).toBe("approved");
  expect(difference(before, await snapshot(shop))).toEqual({ gone: [], come: [] });
  await page.getByRole("button", { name: "Take this request back" }).click();
  await expect(page.getByText("You took it back").first()).toBeVisible();
  // The hold ends, and nothing happens.
  await page.waitForTimeout((SECONDS + 1) * 1000);
  expect(difference(before, await snapshot(shop))).toEqual({ gone: [], come: [] });

  const second = await asks(page);
  await approve(second);
  await expect
    .poll(async () => value(ledger, `SELECT count(*) FROM receipt WHERE reference = '${second}'`), {
      timeout: 40_000,
    })
    .toBe(1);
  expect(String(await value(shop, `SELECT email FROM customers WHERE id = ${MARIA.id}`))).toMatch(/@erased\.invalid$/);

  const stranger = await open();
  await stranger.goto("/receipt");
  await stranger.locator("#reference").fill("HB-0000-0000");
  await stranger.getByRole("button", { name: "Show the receipt" }).click();
  await expect(stranger.locator(".problems")).toBeVisible();
  await stranger.locator("#reference").fill(` ${second.toLowerCase()} `);
  await stranger.getByRole("button", { name: "Show the receipt" }).click();
  await expect(stranger).toHaveURL(new RegExp(`/receipt/${second}$`));
  await expect(stranger.getByText("Our web shop").first()).toBeVisible();
  await expectAccessible(stranger);
  expect(await stranger.content()).not.toContain("Keane");
  for (const one of [page, officer, stranger]) await one.context().close();
  await habeas.stop();
  await habeas.forget();
});
