/**
 * The customer's journey with the keys alone: no pointer, every place reached by Tab, everything
 * done with Enter and Space, and the focus always to be seen.
 */
import type { Locator, Page } from "@playwright/test";
import { PEOPLE, signIn } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const MARIA = { id: 1001, email: "maria.keane@post.example", password: "walnut-ladder-river-47" };

/** Tabs on until something has the focus; on the way, whatever has it is to be seen. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  const most = 400;
  for (let pressed = 0; pressed < most; pressed++) {
    if (await wanted.evaluate((one) => one === document.activeElement)) {
      const seen = await wanted.evaluate((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        const inside = box.bottom > 0 && box.top < innerHeight;
        return inside && ((outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none");
      });
      expect(seen, "the focus is to be seen").toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by ${most} presses of Tab: ${wanted}`);
}

async function press(page: Page, wanted: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press(key);
}

async function type(page: Page, wanted: Locator, text: string): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

test("signs in, corrects, takes away and deletes with keys alone", async ({ browser }, info) => {
  test.skip(info.project.name !== "desktop", "keys belong to a desktop");
  test.slow();
  const habeas = await Server.start();
  const shop = habeas.path("shop.sqlite");
  const context = await browser.newContext({ baseURL: habeas.address, locale: "en-IE" });
  const page = await context.newPage();
  const heading = page.getByRole("heading", { level: 1 });
  const main = page.getByRole("main");

  await test.step("the first Tab leads past the header", async () => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: /skip/i });
    await expect(skip).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(main).toBeFocused();
  });

  await test.step("signs in, wrongly first", async () => {
    await press(page, main.getByRole("link", { name: "Sign in" }).first());
    await expect(heading).toHaveText("Sign in");
    await type(page, page.getByLabel("E-mail"), MARIA.email);
    await type(page, page.getByLabel("Password"), "wrong");
    await page.keyboard.press("Enter");
    await expect(page.locator("#problems")).toBeFocused();
    await expect(page.getByLabel("E-mail")).toHaveValue(MARIA.email);
    await type(page, page.getByLabel("Password"), MARIA.password);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/data$/);
  });

  await test.step("corrects", async () => {
    await press(page, page.getByRole("link", { name: "Change Date of birth" }).first());
    await type(page, page.locator("#new"), "not a date");
    await press(page, main.getByRole("button", { name: "Continue" }));
    await expect(page.locator("#problems")).toBeFocused();
    // The problem leads to its field.
    await press(page, page.locator("#problems a").first());
    await expect(page.locator("#new")).toBeFocused();
    await type(page, page.locator("#new"), "1971-02-03");
    await press(page, main.getByRole("button", { name: "Continue" }));
    await press(page, main.getByRole("button", { name: "Send the correction" }));
    await expect(page).toHaveURL(/\/requests\/HB-/);
    await expect
      .poll(async () => value(shop, `SELECT date_of_birth FROM customers WHERE id = ${MARIA.id}`))
      .toBe("1971-02-03");
  });

  await test.step("takes away", async () => {
    await page.goto("/take-away");
    await press(page, main.getByRole("button", { name: "Make my copy" }));
    await expect(async () => {
      const ready = await page.getByRole("heading", { name: "Your copy is ready" }).isVisible();
      if (!ready) await page.reload();
      expect(ready).toBe(true);
    }).toPass({ timeout: 30_000 });
    const coming = page.waitForEvent("download");
    await press(page, main.getByRole("link", { name: "Download" }));
    expect(await (await coming).path()).toBeTruthy();
  });

  await test.step("deletes", async () => {
    await page.goto("/delete");
    await press(page, main.getByRole("link", { name: "Go on" }));
    await press(page, main.getByRole("button", { name: "Delete my data" }));
    await expect(page.locator("#problems")).toBeFocused();
    await press(page, page.getByRole("checkbox"), "Space");
    await expect(page.getByRole("checkbox")).toBeChecked();
    await press(page, main.getByRole("button", { name: "Delete my data" }));
    await expect(page).toHaveURL(/\/requests\/HB-/);
    const reference = page.url().split("/").pop()!;
    const desk = await browser.newContext({ baseURL: habeas.address });
    const officer = await desk.newPage();
    await signIn(officer, PEOPLE.officer);
    await officer.goto(`/staff/requests/${reference}`);
    await press(officer, officer.getByRole("button", { name: "Approve the deletion" }));
    await expect(officer.getByText(/Approved/).first()).toBeVisible();
    await desk.close();
    await expect
      .poll(async () => String(await value(shop, `SELECT email FROM customers WHERE id = ${MARIA.id}`)), {
        timeout: 30_000,
      })
      .toMatch(/@erased\.invalid$/);
  });
  await context.close();
  await habeas.stop();
  await habeas.forget();
});
