/**
 * A correction that needs a look: every answer checked and changed before it is sent, evidence
 * handed in, an officer decides with old and new beside each other, and the store shows it.
 */
import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { Server } from "../support/server.ts";
import { difference, rows, snapshot, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const OKSANA = { id: 1005, email: "oksana.kovalenko@mail.example", password: "sunflower-harbour-kettle-63" };
const OFFICER = { email: "henrik.solberg@fernhill.example", password: "velvet-glacier-trumpet-90" };

const PDF = Buffer.from("%PDF-1.4\n% an invented certificate\n");

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

async function comes(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    const there = await page.getByText(text).first().isVisible();
    if (!there) await page.reload();
    expect(there).toBe(true);
  }).toPass({ timeout: 30_000, intervals: [250, 500, 1000] });
}

async function officer(browser: Browser, habeas: Server, scripts: boolean, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled: scripts });
  const page = await context.newPage();
  await signIn(page, OFFICER);
  await expect(page).toHaveURL(/\/staff$/);
  await page.goto(path);
  return page;
}

test("a new telephone number is checked by an officer, with evidence", async ({
  page,
  browser,
  habeas,
  scripts,
}) => {
  test.slow();
  const shop = habeas.path("shop.sqlite");
  const ledger = habeas.path("habeas/ledger.sqlite");
  const number = `+353 21 555 0${100 + Math.floor(Math.random() * 900)}`;
  await signIn(page, OKSANA);
  await expect(page).toHaveURL(/\/data$/);
  const before = await snapshot(shop);
  await page.getByRole("link", { name: "Change Telephone number" }).first().click();

  await test.step("what cannot be taken is said at its field, and nothing typed is lost", async () => {
    await page.locator("#new").fill("call me");
    await page.locator("#reason").fill("I moved");
    await page.locator("#evidence").setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ not a pdf") });
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.locator(".problems li")).toHaveCount(2);
    await expect(page.locator("#reason")).toHaveValue("I moved");
    await expectAccessible(page);
  });

  await test.step("every answer is shown once more, and can be changed", async () => {
    await page.locator("#new").fill("+353 21 555 9999");
    await page.locator("#evidence").setInputFiles({ name: "bill.pdf", mimeType: "application/pdf", buffer: PDF });
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("bill.pdf")).toBeVisible();
    await expect(page.getByText(/nobody changes it at once/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Change New", exact: false }).click();
    await expect(page.locator("#new")).toHaveValue("+353 21 555 9999");
    await expect(page.getByText("bill.pdf")).toBeVisible();
    await expectAccessible(page);
    await page.locator("#new").fill(number);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText(number)).toBeVisible();
    await page.getByRole("button", { name: "Send the correction" }).click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    await expect(page.getByText("You handed in: bill.pdf")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the new number is shown to be theirs by a code", async () => {
    await expect(page.getByText("show that it is yours")).toBeVisible();
    const outbox = await page.context().newPage();
    let sent = "";
    await expect(async () => {
      await outbox.goto("/demo/outbox");
      sent = await outbox.locator(`article[data-to="${number}"]`).first().innerText({ timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    await outbox.close();
    await page.getByLabel("Code").fill("0000 0000");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.locator(".problems")).toContainText("does not fit");
    await expectAccessible(page);
    await page.getByLabel("Code").fill(/\d{4} \d{4}/.exec(sent)![0]);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("show that it is yours")).toHaveCount(0);
  });

  const reference = page.url().split("/").pop()!;
  expect(difference(before, await snapshot(shop))).toEqual({ gone: [], come: [] });
  const kept = await rows(
    ledger,
    `SELECT CAST(e.content AS TEXT) AS content, CAST(e.about AS TEXT) AS about
       FROM evidence e JOIN request r ON r.id = e.request_id WHERE r.reference = '${reference}'`,
  );
  expect(kept).toHaveLength(1);
  expect(String(kept[0]!.content)).not.toContain("certificate");
  expect(String(kept[0]!.about)).not.toContain("bill");

  await test.step("an officer sees old, new, reason and evidence, and approves", async () => {
    const desk = await officer(browser, habeas, scripts, `/staff/requests/${reference}`);
    await expect(desk.getByText(number)).toBeVisible();
    await expect(desk.getByText("I moved")).toBeVisible();
    await expect(desk.getByText(/Make sure with the person/)).toBeVisible();
    await expectAccessible(desk);
    const href = await desk.getByRole("link", { name: "bill.pdf" }).getAttribute("href");
    const file = await desk.request.get(habeas.address + href);
    expect(await file.body()).toEqual(PDF);
    expect(file.headers()["content-type"]).toBe("application/pdf");
    await desk.getByRole("button", { name: /Approve/ }).click();
    await expect(desk.getByText(/Approved/).first()).toBeVisible();
    await desk.context().close();
  });

  await test.step("the store holds it, and nothing else has changed", async () => {
    await comes(page, "Answered");
    const changed = difference(before, await snapshot(shop));
    expect(changed.gone).toHaveLength(1);
    expect(changed.come).toHaveLength(1);
    expect(await value(shop, `SELECT phone FROM customers WHERE id = ${OKSANA.id}`)).toBe(number);
    await expect(page.getByText(/Nordpost.*not told yet/)).toBeVisible();
    await page.goto("/looks");
    await expect(page.getByText("A privacy officer").first()).toBeVisible();
  });

  await test.step("the recipient is told, and the person sees it", async () => {
    const desk = await officer(browser, habeas, scripts, `/staff/requests/${reference}`);
    await desk.getByRole("button", { name: /Mark as told/ }).click();
    await expect(desk.getByText(/told on/)).toBeVisible();
    await desk.context().close();
    await page.goto(`/requests/${reference}`);
    await expect(page.getByText(/Nordpost.*told on/)).toBeVisible();
    await expectAccessible(page);
  });
});

test("a correction that is refused leaves the store as it is, and words can be added", async ({
  page,
  browser,
  habeas,
  scripts,
}) => {
  test.slow();
  const shop = habeas.path("shop.sqlite");
  await signIn(page, OKSANA);
  await expect(page).toHaveURL(/\/data$/);
  await page.getByRole("link", { name: "Change E-mail address" }).first().click();
  await page.locator("#new").fill("oksana.other@mail.example");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Send the correction" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const reference = page.url().split("/").pop()!;
  const desk = await officer(browser, habeas, scripts, `/staff/requests/${reference}`);
  await desk.getByText("Refuse", { exact: false }).first().click();
  await desk.locator("#ground").selectOption({ index: 1 });
  await desk.locator("#note").fill("We could not reach you there.");
  await desk.locator("button[value='refuse']").click();
  await expect(desk.getByText("We could not reach you there.")).toBeVisible();
  await desk.context().close();
  await page.reload();
  await expect(page.getByText("We could not reach you there.")).toBeVisible();
  expect(await value(shop, `SELECT email FROM customers WHERE id = ${OKSANA.id}`)).toBe(OKSANA.email);
  await page.getByRole("link", { name: "Add your own words" }).click();
  await page.getByLabel("Your words").fill("That address is mine.");
  await page.getByRole("button", { name: "Add my words" }).click();
  await expect(page.locator("blockquote", { hasText: "That address is mine." })).toBeVisible();
});
