/**
 * A person complains, writes with a file, reads the answer and says what they thought of it;
 * staff read and answer. What a page says was sent is read in Habeas's own database.
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

test("a person and the company write to each other", async ({ page, browser, habeas }) => {
  test.slow();
  const ledger = habeas.path("habeas/ledger.sqlite");
  await signIn(page, AISLING);
  let reference = "";

  await test.step("complains, in words of her own", async () => {
    await page.goto("/requests");
    await page.getByRole("link", { name: /Ask for something else/ }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByRole("alert")).toContainText("Write what it is about");
    await page.getByRole("radio", { name: /complain/i }).check();
    await page.getByLabel("What is it about?").fill("Nobody called me back.");
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    reference = new URL(page.url()).pathname.split("/").pop()!;
    expect(await value(ledger, `select kind from request where reference = '${reference}'`)).toBe("complaint");
  });

  await test.step("writes, with a file", async () => {
    await page.getByRole("link", { name: "Write to us about this" }).click();
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByRole("alert")).toContainText("Write your message");
    await page.getByLabel("Your message").fill("It was on Tuesday.\nI waited at home.");
    await page.getByLabel(/^Files/).setInputFiles({ name: "note.pdf", mimeType: "application/pdf", buffer: Buffer.from("not a pdf") });
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByRole("alert")).toContainText("Choose a PDF, PNG or JPEG");
    await expect(page.getByLabel("Your message")).toHaveValue("It was on Tuesday.\nI waited at home.");
    await expectAccessible(page);
    await page.getByLabel(/^Files/).setInputFiles({ name: "note.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nnote\n%%EOF\n") });
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByText("I waited at home.")).toBeVisible();
    await expect(page.getByRole("link", { name: "note.pdf" })).toBeVisible();
    await expect(page.getByText("Not read yet")).toBeVisible();
    await expectAccessible(page);
    expect(await value(ledger, "select count(*) from message where from_staff = 0")).toBe(1);
    expect(await value(ledger, "select count(*) from evidence where message_id is not null")).toBe(1);
  });

  const desk = await browser.newContext({ baseURL: habeas.address });
  const staff = await desk.newPage();
  await test.step("an officer sees that nobody has read it, reads it and answers", async () => {
    await signIn(staff, OFFICER);
    await staff.goto("/staff/morning");
    const unread = staff.getByRole("region", { name: "Messages that nobody has read" });
    await unread.getByRole("link", { name: reference }).click();
    await expect(staff.getByText("They had signed in and wrote this.")).toBeVisible();
    await expect(staff.getByText("I waited at home.")).toBeVisible();
    await staff.getByRole("link", { name: "Write to the person" }).click();
    await staff.getByLabel("Your message").fill("We are sorry. Somebody calls tomorrow.");
    await staff.getByRole("button", { name: "Send it" }).click();
    await expect(staff).toHaveURL(new RegExp(`/staff/requests/${reference}`));
    await expect(staff.getByText("Somebody calls tomorrow.")).toBeVisible();
    await expectAccessible(staff);
    await staff.getByRole("radio", { name: /^In full/ }).check();
    await staff.getByRole("button", { name: "Mark as answered" }).click();
    await expect(staff.getByText("Answered", { exact: true }).first()).toBeVisible();
    await staff.goto("/staff/morning");
    await expect(staff.getByRole("link", { name: reference })).toHaveCount(0);
  });

  await test.step("she is told where to look, reads it and says what she thought", async () => {
    await page.goto("/requests");
    await page.getByRole("link", { name: `About your request ${reference}` }).click();
    await expect(page.getByText("Somebody calls tomorrow.")).toBeVisible();
    await page.getByText("How did we do?").click();
    await page.getByRole("radio", { name: "Bad", exact: true }).check();
    await page.getByLabel(/What should we know/).fill("It took a complaint.");
    await page.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByText("You said: Bad. Thank you.")).toBeVisible();
    await expectAccessible(page);
    expect(await value(ledger, "select score from rating")).toBe(2);
    await staff.goto("/staff/morning");
    await expect(staff.getByRole("row", { name: /^Bad 1/ })).toBeVisible();
  });

  await test.step("a mail said that there is a message, and not which", async () => {
    await page.goto("/demo/outbox");
    await expect(page.getByText(`A message about your request ${reference}`).first()).toBeVisible();
    await expect(page.getByText("Somebody calls tomorrow.")).toHaveCount(0);
  });
  await desk.close();
});
