/**
 * A morning at the desk: the queue by every question, many requests at once, a person found by
 * what names exactly them. What a page says it did is read in Habeas's own database.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { rows, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const OFFICER = { email: "amara.diallo@fernhill.example", password: "juniper-canvas-signal-26" };
const PEOPLE = [
  { email: "aisling.byrne@post.example", password: "thistle-marble-ferry-71" },
  { email: "patrick.osullivan@post.example", password: "granite-swallow-anchor-38" },
  { email: "wei.chen@mail.example", password: "bamboo-compass-winter-29" },
];

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test("an officer works through a morning", async ({ page, browser, habeas, scripts }) => {
  test.slow();
  const ledger = habeas.path("habeas/ledger.sqlite");
  const references: string[] = [];
  for (const person of PEOPLE) {
    const context = await browser.newContext({ baseURL: habeas.address });
    const own = await context.newPage();
    await signIn(own, person);
    await own.goto("/delete/confirm");
    await own.getByRole("checkbox").check();
    await own.getByRole("button", { name: /delete/i }).click();
    await expect(own).toHaveURL(/\/requests\/HB-/);
    references.push(new URL(own.url()).pathname.split("/").pop()!);
    await context.close();
  }

  await test.step("sees what matters today", async () => {
    await signIn(page, OFFICER);
    await page.goto("/staff/morning");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Today");
    for (const reference of references) {
      await expect(page.getByRole("link", { name: reference })).toBeVisible();
    }
    await expect(page.getByRole("img", { name: /requests came in/ })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("picks two and takes them on, after seeing what would come of it", async () => {
    await page.goto("/staff");
    await expectAccessible(page);
    if (scripts) {
      // The keys work once the island lives, which shows when the first one is heard.
      await expect(async () => {
        await page.keyboard.press("j");
        await expect(page.locator("tr.line th a").first()).toBeFocused({ timeout: 500 });
      }).toPass();
      await page.keyboard.press("x");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.keyboard.press("k");
      await expect(page.locator("tr.line th a").first()).toBeFocused();
    } else {
      await page.locator("tr.line input").nth(0).check();
      await page.locator("tr.line input").nth(1).check();
    }
    await expect(page.locator("tr.line input:checked")).toHaveCount(2);
    await page.getByRole("button", { name: "Take them on" }).click();
    const assigned = () => rows(ledger, "SELECT reference FROM request WHERE assigned IS NOT NULL");
    expect(await assigned()).toHaveLength(0);
    await expect(page.getByText("You look after these 2 requests from now on.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take 2 on" }).click();
    await expect(page.getByText("Done with 2 of 2.")).toBeVisible();
    expect(await assigned()).toHaveLength(2);
  });

  await test.step("narrows the queue, and keeps the view", async () => {
    await page.goto("/staff");
    await page.getByLabel("Looked after by", { exact: true }).selectOption("me");
    await page.getByLabel("Right", { exact: true }).selectOption("erasure");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/right=erasure&who=me/);
    await expect(page.locator("tr.line")).toHaveCount(2);
    await page.getByText("Keep this view").click();
    await page.getByRole("button", { name: "Keep it" }).click();
    // Without a name it is not kept; the page says so, and the view is still there.
    await expect(page.locator(".problems")).toBeVisible();
    await expect(page.locator("tr.line")).toHaveCount(2);
    await page.getByLabel("Name").fill("My deletions");
    await page.getByRole("button", { name: "Keep it" }).click();
    const kept = page.getByRole("link", { name: "My deletions" });
    await expect(kept).toHaveAttribute("aria-current", "page");
    await page.goto("/staff");
    await kept.click();
    await expect(page.locator("tr.line")).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Drop it" }).click();
    await expect(kept).toHaveCount(0);
  });

  await test.step("takes the list away without names", async () => {
    await page.goto("/staff?who=me");
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: /Take this list away/ }).click();
    const text = await readFile(await (await coming).path(), "utf8");
    expect(text.trim().split("\r\n")).toHaveLength(3);
    expect(text).not.toContain("@");
    const told = "SELECT count(*) FROM audit WHERE body ->> '$.act' = 'export-queue'";
    expect(await value(ledger, told)).toBe(1);
  });

  await test.step("finds a person by what names exactly them", async () => {
    await page.goto("/staff/find");
    await expectAccessible(page);
    await page.getByLabel("Value").fill(PEOPLE[2]!.email);
    await page.getByRole("button", { name: "Find" }).click();
    await expect(page.getByRole("link", { name: references[2] })).toBeVisible();
    // Nothing of the person is in the address, which ends up in logs.
    expect(page.url()).toBe(`${habeas.address}/staff/find`);
    await expectAccessible(page);
    await page.getByLabel("Value").fill("chen@mail.example");
    await page.getByRole("button", { name: "Find" }).click();
    await expect(page.getByText("Nobody is known by that.")).toBeVisible();
  });
});
