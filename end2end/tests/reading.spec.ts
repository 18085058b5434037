/**
 * What people wrote is read before it is handed over: an officer covers what names somebody else,
 * by keyboard; the person makes the copy again, asks for a second look, and the store stays as it is.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const OFFICER = { email: "amara.diallo@fernhill.example", password: "juniper-canvas-signal-26" };
const AISLING = { email: "aisling.byrne@post.example", password: "thistle-marble-ferry-71" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test("what names somebody else is covered before it is handed over", async ({ page, browser, habeas, javaScriptEnabled }) => {
  test.slow();
  const ledger = habeas.path("habeas/ledger.sqlite");
  const support = habeas.path("support.sqlite");
  const written = "select body from messages where body like '%Zieliński (%'";
  const before = await value(support, written);
  await signIn(page, AISLING);
  await page.goto("/take-away");
  await page.getByRole("main").locator("form button").last().click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const reference = new URL(page.url()).pathname.split("/").pop()!;
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("One of us reads it first")).toBeVisible();
  }).toPass();
  await expectAccessible(page);

  const desk = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled });
  const staff = await desk.newPage();
  await signIn(staff, OFFICER);
  await staff.goto("/staff/bench");
  await expectAccessible(staff);
  await staff.getByRole("link", { name: reference }).click();
  await expect(staff.getByText(/still to be read/)).toBeVisible();
  await expectAccessible(staff);
  await staff.getByRole("main").locator("table a").first().click();

  let covered = false;
  for (let left = 60; left > 0 && !staff.url().endsWith("/bench"); left -= 1) {
    if ((await staff.getByText("Tomasz Zieliński").count()) > 0) {
      await expectAccessible(staff);
      await staff.getByRole("button", { name: "Withhold the whole" }).click();
      await expect(staff.getByRole("alert")).toContainText("Say why");
      const guesses = staff.getByRole("group", { name: "Cover these" }).getByRole("checkbox");
      if (javaScriptEnabled) {
        await expect(staff.getByText("j and k go from guess to guess")).toBeVisible();
        await staff.locator("h1").click();
        for (let each = await guesses.count(); each > 0; each -= 1) {
          await staff.keyboard.press("c");
        }
      } else {
        for (const guess of await guesses.all()) await guess.check();
      }
      await staff.getByLabel("Why").selectOption("another-person");
      await staff.getByRole("button", { name: "Show me how it looks" }).click();
      const preview = staff.getByRole("region", { name: "As the person gets it" });
      await expect(preview).toContainText("[covered]");
      await expect(preview).not.toContainText("Zieliński");
      covered = true;
    }
    await staff.getByRole("button", { name: "Give it, with what is ticked covered" }).click();
    await staff.waitForLoadState();
  }
  expect(covered).toBe(true);
  expect(await value(ledger, "select count(*) from review_item where verdict = 'shown-in-part'")).toBe(1);
  await expect(staff.getByText(/Everything was read/)).toBeVisible();
  await staff.getByRole("button", { name: "Tell the person" }).click();
  await expect(staff.getByText(/The person was told on/)).toBeVisible();
  await expectAccessible(staff);

  await page.reload();
  await expect(page.getByText("What was held back has been read.")).toBeVisible();
  await expect(page.getByText(/with parts covered/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ask for a second look" }).click();
  await expect(page.getByText(/You asked for a second look on/)).toBeVisible();
  await staff.goto("/staff/bench");
  await expect(staff.getByText("The person asked for somebody else to look")).toBeVisible();
  expect(await value(support, written)).toBe(before);
  await desk.close();
});
