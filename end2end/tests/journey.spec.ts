/**
 * The whole journey of one person, and what the stores hold after each step. Whatever a page
 * says it did is read in the rows; everybody else's rows stay as they were.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { BINARY, type Server } from "../support/server.ts";
import { difference, files, rows, snapshot, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const run = promisify(execFile);

const MARIA = { id: 1001, email: "maria.keane@post.example", password: "walnut-ladder-river-47" };
const OFFICER = { email: "henrik.solberg@fernhill.example", password: "velvet-glacier-trumpet-90" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** Loads a page again until it shows something: without scripts nothing comes by itself. */
async function comes(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    const there = await page.getByText(text).first().isVisible();
    if (!there) await page.reload();
    expect(there).toBe(true);
  }).toPass({ timeout: 30_000, intervals: [250, 500, 1000] });
}

test("one person sees, corrects, takes away, says no and is forgotten", async ({
  page,
  browser,
  habeas,
  scripts,
}) => {
  test.slow();
  const shop = habeas.path("shop.sqlite");
  const support = habeas.path("support.sqlite");
  const documents = habeas.path("documents");

  await test.step("sees what every system holds", async () => {
    await signIn(page, MARIA);
    await expect(page).toHaveURL(/\/data$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your data");
    await expect(page.getByText(MARIA.email).first()).toBeVisible();
    const phone = await value(shop, `SELECT phone FROM customers WHERE id = ${MARIA.id}`);
    await expect(page.getByText(String(phone)).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("corrects a field, and only that changes", async () => {
    const before = await snapshot(shop);
    await page.getByRole("link", { name: "Change Date of birth" }).first().click();
    await expectAccessible(page);
    await page.locator("#new").fill("no date");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.locator(".problems")).toBeVisible();
    await expect(page.locator("#new")).toHaveValue("no date");
    await page.locator("#new").fill("1971-02-03");
    await page.getByRole("button", { name: "Continue" }).click();
    // Old and new beside each other, before anything is sent.
    await expect(page.getByText("1971-02-03").first()).toBeVisible();
    expect(difference(before, await snapshot(shop))).toEqual({ gone: [], come: [] });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Send the correction" }).click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    await comes(page, "Answered");
    const changed = difference(before, await snapshot(shop));
    expect(changed.gone).toHaveLength(1);
    expect(changed.come).toHaveLength(1);
    expect(changed.come[0]).toContain("'1971-02-03'");
    expect(changed.come[0]).toContain(`id=${MARIA.id}`);
  });

  await test.step("takes everything away", async () => {
    await page.goto("/take-away");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Make my copy" }).click();
    await comes(page, "Your copy is ready");
    await expectAccessible(page);
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const zip = await (await coming).path();
    expect((await readFile(zip)).subarray(0, 2).toString()).toBe("PK");
    // Checked at home, with the key that anybody can read.
    await page.goto("/keys");
    const key = await page.locator("code").first().innerText();
    const { stdout } = await run(BINARY, ["package", "verify", zip, "--key", key]);
    expect(stdout).toContain("Genuine");
  });

  await test.step("says no, and the columns obey", async () => {
    await page.goto("/choices");
    await expectAccessible(page);
    const partners = page.locator("section", { hasText: "partners" });
    await partners.getByRole("button", { name: "No, stop this" }).click();
    await expect(async () => {
      const held = await value(shop, `SELECT partners_ok FROM customers WHERE id = ${MARIA.id}`);
      expect(held).toBe(0);
    }).toPass();
    await page.goto("/choices");
    await expect(page.locator("section", { hasText: "partners" }).getByText("No, stop").first()).toBeVisible();
  });

  const before = await others(habeas);
  expect(before.length).toBeGreaterThan(500);
  let reference = "";

  await test.step("asks to be forgotten, knowing what goes and what stays", async () => {
    await page.goto("/delete");
    await expect(page.getByText(/records? stays?, for the reasons? below/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Delete my data" }).click();
    // Nothing by accident: the box was not ticked.
    await expect(page.locator(".problems")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel(/I want .* to delete my data/).check();
    await page.getByRole("button", { name: "Delete my data" }).click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    reference = page.url().split("/").pop()!;
  });

  await test.step("an officer sees the exact plan and approves it", async () => {
    const context = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled: scripts });
    const officer = await context.newPage();
    await signIn(officer, OFFICER);
    await expect(officer).toHaveURL(/\/staff$/);
    await officer.goto(`/staff/requests/${reference}`);
    await expectAccessible(officer);
    await officer.getByRole("button", { name: "Approve the deletion" }).click();
    await expect(officer.getByText(/Approved/).first()).toBeVisible();
    await context.close();
  });

  await test.step("it is done, and everybody else's rows are as they were", async () => {
    await page.goto(`/requests/${reference}`);
    await comes(page, "Your data is deleted");
    await expectAccessible(page);
    expect(difference(before, await others(habeas))).toEqual({ gone: [], come: [] });
    for (const table of ["loyalty", "wishlist_items", "insights", "consents", "sign_ins"]) {
      const left = await value(shop, `SELECT count(*) FROM ${table} WHERE customer_id = ${MARIA.id}`);
      expect(left, table).toBe(0);
    }
    expect(await rows(support, `SELECT id FROM contacts WHERE ${HERS.support!.contacts}`)).toEqual([]);
    expect((await files(documents)).filter((line) => line.startsWith(`letters/${MARIA.id}/`))).toEqual([]);
    // The account is nobody's, and what law keeps is there.
    const email = await value(shop, `SELECT email FROM customers WHERE id = ${MARIA.id}`);
    expect(String(email)).toMatch(/@erased\.invalid$/);
    for (const line of [...(await snapshot(shop)), ...(await snapshot(support))]) {
      expect(line.toLowerCase()).not.toContain(MARIA.email);
    }
    const kept = await rows(shop, `SELECT id FROM invoices WHERE customer_id = ${MARIA.id}`);
    expect(kept.length).toBeGreaterThan(0);
    // The card that somebody else has paid with, and the address that somebody else lives at.
    expect(await value(shop, "SELECT customer_id FROM cards WHERE id = 301")).toBeNull();
    expect(await value(shop, `SELECT address_id FROM customers WHERE id = ${MARIA.id}`)).toBeNull();
    expect(await value(shop, "SELECT address_id FROM customers WHERE id = 1002")).not.toBeNull();
  });

  await test.step("the receipt is genuine, and nobody can sign in any more", async () => {
    const json = await page.request.get(`${habeas.address}/receipt/${reference}/signed.json`);
    const signed = await json.text();
    await page.goto("/verify");
    await page.locator("#receipt").fill(signed);
    await page.getByRole("button", { name: "Check it" }).click();
    await expect(page.getByText("This receipt is genuine")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/verify");
    await page.locator("#receipt").fill(signed.replace("deleted", "delated"));
    await page.getByRole("button", { name: "Check it" }).click();
    await expect(page.getByText("This receipt was changed")).toBeVisible();
    await signIn(page, MARIA);
    await expect(page.locator(".problems")).toBeVisible();
  });
});

/** Which rows are hers, by table. What no line names, belongs to others, every row of it. */
const HERS: Record<string, Record<string, string>> = {
  shop: {
    customers: `id = ${MARIA.id}`,
    cards: `customer_id = ${MARIA.id} OR id = 301`,
    orders: `customer_id = ${MARIA.id}`,
    order_items: `order_id IN (SELECT id FROM orders WHERE customer_id = ${MARIA.id})`,
    invoices: `customer_id = ${MARIA.id}`,
    loyalty: `customer_id = ${MARIA.id}`,
    wishlist_items: `customer_id = ${MARIA.id}`,
    insights: `customer_id = ${MARIA.id}`,
    consents: `customer_id = ${MARIA.id}`,
    newsletter: `lower(email) = '${MARIA.email}'`,
    sign_ins: `customer_id = ${MARIA.id}`,
  },
  support: (() => {
    const contacts = `lower(email) = '${MARIA.email}' OR shop_customer_id = ${MARIA.id}`;
    const contact = `SELECT id FROM contacts WHERE ${contacts}`;
    const ticket = `SELECT id FROM tickets WHERE contact_id IN (${contact})`;
    const message = `SELECT id FROM messages WHERE ticket_id IN (${ticket})`;
    return {
      contacts,
      tickets: `contact_id IN (${contact})`,
      messages: `ticket_id IN (${ticket})`,
      attachments: `message_id IN (${message})`,
      ratings: `ticket_id IN (${ticket})`,
      notes: `(subject_type = 'Contact' AND subject_id IN (${contact})) OR (subject_type = 'Ticket' AND subject_id IN (${ticket}))`,
    };
  })(),
};

/** Every row of everybody else, and every file. */
async function others(habeas: Server): Promise<string[]> {
  const documents = await files(habeas.path("documents"));
  return [
    ...(await snapshot(habeas.path("shop.sqlite"), HERS.shop)),
    ...(await snapshot(habeas.path("support.sqlite"), HERS.support)),
    ...documents.filter((line) => !line.includes(`/${MARIA.id}/`)),
  ];
}
