/** The code of a letter: whoever gets it by post makes an account that sees everything at once. */
import { expectAccessible } from "../support/axe.ts";
import { habeasCommand } from "../support/cli.ts";
import { codeIn, mailed } from "../support/mail.ts";
import { value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

/** Customers of the shop without an account: one for each project. */
const NEW: Record<string, number> = {
  phone: 1033,
  desktop: 1044,
  "phone-noscript": 1046,
  "desktop-noscript": 1048,
};

test("the code of a letter opens everything at once", async ({ page, habeas }, info) => {
  test.slow();
  const number = NEW[info.project.name]!;
  const shop = habeas.path("shop.sqlite");
  const email = String(await value(shop, `SELECT email FROM customers WHERE id = ${number}`));
  const [code, how] = await habeasCommand(
    habeas,
    "customer",
    "invite",
    "--identity",
    `customer_id=${number}`,
  );
  expect(how).toContain("/register/letter. Works once");

  await page.goto("/register/letter");
  await page.getByLabel("Code of the letter").fill(code!);
  await page.getByRole("button", { name: "Continue" }).click();
  // The letter shows which customer; where to write to is still to be said and shown.
  await expect(page).toHaveURL(/\/register$/);
  await expectAccessible(page);
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page).toHaveURL(/\/register\/code$/);
  await page.getByLabel("Code").fill(codeIn(await mailed(page, email, /\d{4} \d{4}/)));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password").fill("harbour-lantern-copper-58");
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page).toHaveURL(/\/data$/);
  // No summary and no waiting: values of the shop are there.
  const name = String(await value(shop, `SELECT full_name FROM customers WHERE id = ${number}`));
  await expect(page.getByText(name).first()).toBeVisible();
  await page.goto("/take-away");
  await expect(page.getByRole("button", { name: "Make my copy" })).toBeVisible();

  // It works once.
  await page.context().clearCookies();
  await page.goto("/register/letter");
  await page.getByLabel("Code of the letter").fill(code!);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator(".problems")).toContainText("does not fit");
});
