/**
 * A second proof from a person's own side: set up, asked for at the next sign-in, replaced by a
 * recovery code when the app is lost, and turned off again; other devices signed out.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";
import { totp } from "../support/totp.ts";

const JOSE = { email: "josé.moreno@correo.example", password: "orchard-violin-pebble-15" };

async function password(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(JOSE.email);
  await page.getByLabel("Password").fill(JOSE.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

test("a second proof is set up, asked for, lost, and turned off", async ({ page, browser, habeas }) => {
  test.slow();
  const ledger = habeas.path("habeas/ledger.sqlite");
  await password(page);
  await expect(page).toHaveURL(/\/data$/);

  // Signed in somewhere else too.
  const elsewhere = await browser.newContext({ baseURL: habeas.address });
  const other = await elsewhere.newPage();
  await password(other);
  await expect(other).toHaveURL(/\/data$/);

  let secret = "";
  let codes: string[] = [];
  await test.step("sets it up, and keeps the recovery codes", async () => {
    await page.goto("/account/security");
    await page.getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(page.getByRole("img", { name: "QR code with the key below" })).toBeVisible();
    await expectAccessible(page);
    secret = await page.locator("main svg ~ p code").first().innerText();
    await page.getByLabel("The code that the app shows").fill("000000");
    await page.getByRole("button", { name: "Turn it on" }).click();
    await expect(page.locator(".problems")).toBeVisible();
    await page.getByLabel("The code that the app shows").fill(totp(secret));
    await page.getByRole("button", { name: "Turn it on" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Keep your recovery codes");
    await expectAccessible(page);
    codes = await page.locator("main ol code").allInnerTexts();
    expect(codes.length).toBeGreaterThanOrEqual(8);
    // At rest nobody can read them.
    const kept = await value(
      ledger,
      `SELECT count(*) FROM recovery_code WHERE instr(CAST(hash AS TEXT), '${codes[0]}') > 0`,
    );
    expect(kept).toBe(0);
    await page.getByRole("link", { name: "I have kept them" }).click();
    await expect(page.getByText("Your authenticator app is on.")).toBeVisible();
  });

  await test.step("other devices are signed out", async () => {
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await other.goto("/data");
    await expect(other).toHaveURL(/\/sign-in/);
    await page.goto("/data");
    await expect(page).toHaveURL(/\/data$/);
  });

  await test.step("the password alone lets nobody in; a recovery code does, once", async () => {
    await password(other);
    await expect(other).toHaveURL(/\/sign-in\/code/);
    await expectAccessible(other);
    await other.goto("/data");
    await expect(other).toHaveURL(/\/sign-in/);
    await password(other);
    await other.getByLabel("Code").fill("not a code");
    await other.getByRole("main").getByRole("button", { name: "Continue" }).click();
    await expect(other.locator(".problems")).toBeVisible();
    await other.getByLabel("Code").fill(codes[0]!);
    await other.getByRole("main").getByRole("button", { name: "Continue" }).click();
    await expect(other).toHaveURL(/\/data$/);
    await other.getByRole("button", { name: "Sign out", exact: true }).click();
    await password(other);
    await other.getByLabel("Code").fill(codes[0]!);
    await other.getByRole("main").getByRole("button", { name: "Continue" }).click();
    await expect(other.locator(".problems")).toContainText("wrong or was used");
  });

  await test.step("the app's code lets in", async () => {
    // The code that turned it on is used up: the next one comes within half a minute.
    await expect(async () => {
      await other.getByLabel("Code").fill(totp(secret));
      await other.getByRole("main").getByRole("button", { name: "Continue" }).click();
      await expect(other).toHaveURL(/\/data$/, { timeout: 2000 });
    }).toPass({ timeout: 60_000, intervals: [3000, 6000] });
  });

  await test.step("new recovery codes end the old ones, and it can be turned off", async () => {
    await other.goto("/account/security");
    await expect(other.getByText(/recovery codes are left/)).toBeVisible();
    await other.getByRole("button", { name: "Make new recovery codes" }).click();
    const again = other.getByLabel("Your password");
    if (await again.isVisible()) {
      await again.fill(JOSE.password);
      await other.getByRole("main").getByRole("button", { name: "Continue" }).click();
      await other.getByRole("button", { name: "Make new recovery codes" }).click();
    }
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Keep your recovery codes");
    const fresh = await other.locator("main ol code").allInnerTexts();
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    await other.getByRole("link", { name: "I have kept them" }).click();
    await other.getByRole("button", { name: "Turn it off" }).click();
    await expect(other.getByText("You have no second proof yet.")).toBeVisible();
    await other.getByRole("button", { name: "Sign out", exact: true }).click();
    await password(other);
    await expect(other).toHaveURL(/\/data$/);
  });
  await elsewhere.close();
});
