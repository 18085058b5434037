/**
 * The work of an office in a browser: words for messages, handing over, many at once, approving by
 * keyboard, a correction written down for a caller, a report that prints. What a page says it did is
 * read in Habeas's own database and in the shop's.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { rows, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const OFFICER = { email: "amara.diallo@fernhill.example", password: "juniper-canvas-signal-26" };
const PERSON = { email: "patrick.osullivan@post.example", password: "granite-swallow-anchor-38" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test("an officer works with words, colleagues and reports", async ({ page, browser, habeas, scripts }) => {
  test.slow();
  const ledger = habeas.path("habeas/ledger.sqlite");
  const context = await browser.newContext({ baseURL: habeas.address });
  const own = await context.newPage();
  await signIn(own, PERSON);
  await own.goto("/delete/confirm");
  await own.getByRole("checkbox").check();
  await own.getByRole("button", { name: /delete/i }).click();
  await expect(own).toHaveURL(/\/requests\/HB-/);
  const reference = new URL(own.url()).pathname.split("/").pop()!;

  const stage = `SELECT stage FROM request WHERE reference = '${reference}'`;

  await signIn(page, OFFICER);
  await test.step("writes words for messages; a place that nobody can fill is refused", async () => {
    await page.goto("/staff/templates");
    await expectAccessible(page);
    await page.getByLabel("Name").fill("We are on it");
    await page.getByLabel("In English").fill("Dear {name}, about {number}.");
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(page.locator(".problems")).toContainText("Nobody can fill in “name”");
    await page.getByLabel("In English").fill("About {number}: you hear from us by {due}.");
    await page.getByRole("button", { name: "See how it reads" }).click();
    await expect(page.getByText(/About HB-7K2M-93QF: you hear from us by/)).toBeVisible();
    expect(await rows(ledger, "SELECT id FROM template")).toHaveLength(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(page.getByRole("rowheader", { name: /We are on it/ })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("sends them to many, after reading what each person reads", async () => {
    await page.goto("/staff");
    await page.getByLabel(`Pick ${reference}`).check();
    await page.getByRole("button", { name: "Write to them" }).click();
    await expectAccessible(page);
    await page.getByLabel("Words that are ready").selectOption({ label: "We are on it" });
    await page.getByRole("button", { name: "See what comes of it" }).click();
    await expect(page.getByText(`About ${reference}: you hear from us by`)).toBeVisible();
    await expectAccessible(page);
    expect(await rows(ledger, "SELECT id FROM message WHERE from_staff = 1")).toHaveLength(0);
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByText("Done with 1 of 1.")).toBeVisible();
    await own.goto(`/requests/${reference}`);
    await expect(own.getByText(`About ${reference}: you hear from us by`)).toBeVisible();
  });

  await test.step("hands it to a colleague, and notes a task among staff", async () => {
    await page.goto(`/staff/requests/${reference}`);
    await page.getByText("Hand it over", { exact: true }).click();
    await page.getByLabel("Colleague").selectOption({ label: "Henrik Solberg" });
    await page.getByRole("button", { name: "Hand it to them" }).click();
    await expect(page.getByText("Henrik Solberg").filter({ visible: true }).first()).toBeVisible();
    await page.getByRole("link", { name: "Add a task, a remark or a file" }).click();
    await expectAccessible(page);
    await page.getByLabel("Something to do").fill("Ask the warehouse");
    await page.getByRole("button", { name: "Add it" }).click();
    await page.goto(`/staff/requests/${reference}`);
    await page.getByRole("button", { name: "Done: Ask the warehouse" }).click();
    await expect(page.getByText(/Done by Amara Diallo/)).toBeVisible();
    await expectAccessible(page);
    await own.goto(`/requests/${reference}`);
    await expect(own.getByText("warehouse")).toHaveCount(0);
  });

  await test.step("approves on a page that says what is signed", async () => {
    if (scripts) {
      await page.goto("/staff");
      await expect(async () => {
        await page.keyboard.press("j");
        await expect(page.locator("tr.line th a").first()).toBeFocused({ timeout: 500 });
      }).toPass();
      await page.keyboard.press("a");
      await expect(page.getByText("Done with 1 of 1.")).toBeVisible();
      await page.goto("/staff");
      await expect(async () => {
        await page.keyboard.press("j");
        await expect(page.locator("tr.line th a").first()).toBeFocused({ timeout: 500 });
      }).toPass();
      await page.getByRole("link", { name: reference }).focus();
      await page.keyboard.press("p");
      await expect(page).toHaveURL(/\/approve$/);
    }
    await page.goto(`/staff/requests/${reference}/approve`);
    await expectAccessible(page);
    expect(await value(ledger, stage)).toBe("open");
    await page.getByRole("button", { name: "Approve the deletion" }).click();
    await expect(page).toHaveURL(new RegExp(`/staff/requests/${reference}$`));
    expect(await value(ledger, stage)).not.toBe("open");
  });

  await test.step("reads a report, in the days that count", async () => {
    await page.goto("/staff/reports");
    await expectAccessible(page);
    const row = page.getByRole("row", { name: /^Requests to delete/ });
    await expect(row.getByRole("cell").first()).toHaveText(/^[1-9]/);
    await page.goto("/staff/reports?from=x&to=y");
    await expect(page.getByRole("alert")).toContainText("These are no two days");
    await page.goto("/staff/reports");
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation", { name: "Staff" })).toBeHidden();
    await expect(page.getByRole("heading", { name: "California" })).toBeVisible();
  });
  await context.close();
});
