/**
 * A call at the support desk: an agent takes a request, checks blindly who calls, and hands over.
 * Nothing that is held reaches the agent's browser; the page's source is read for it.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { rows, value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const AGENT = { email: "nuala.brady@fernhill.example", password: "saddle-quartz-bakery-54" };
const AUDITOR = { email: "roisin.maguire@fernhill.example", password: "paper-lighthouse-cedar-17" };
const WEI = { email: "wei.chen@mail.example", number: "1006" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** The newest message to somebody with a title, from the outbox page. */
async function mailed(page: Page, to: string, title: string): Promise<string> {
  const outbox = await page.context().newPage();
  let said = "";
  await expect(async () => {
    await outbox.goto("/demo/outbox");
    const letter = outbox.locator(`article[data-to="${to}"]`).filter({
      has: outbox.getByRole("heading", { name: title }),
    });
    said = await letter.first().innerText({ timeout: 1000 });
  }).toPass();
  await outbox.close();
  return said;
}

test("an agent helps a caller without seeing what is held", async ({ page, habeas }) => {
  test.slow();
  const shop = habeas.path("shop.sqlite");
  const ledger = habeas.path("habeas/ledger.sqlite");
  const held = async (sql: string) => String(await value(shop, sql));
  const phone = await held("SELECT phone FROM customers WHERE id = 1006");
  const born = await held("SELECT date_of_birth FROM customers WHERE id = 1006");
  const postcode = await held(
    "SELECT a.postcode FROM addresses a JOIN customers c ON c.address_id = a.id WHERE c.id = 1006",
  );
  const blind = async () => {
    const source = await page.content();
    for (const secret of [phone, born, postcode, WEI.email]) expect(source).not.toContain(secret);
  };

  await signIn(page, AGENT);
  await test.step("sees the ways that are open, and no others", async () => {
    const nav = page.getByRole("navigation", { name: "Staff" });
    await expect(nav.getByRole("link")).toHaveText([
      "Today",
      "Queue",
      "Take a request",
      "Find a person",
      "Closed accounts",
    ]);
    for (const link of await nav.getByRole("link").all()) {
      const answer = await page.request.get((await link.getAttribute("href"))!);
      expect(answer.status()).toBe(200);
    }
  });

  await test.step("takes the request, with what is wrong said at its field", async () => {
    await page.goto("/staff/intake");
    await expectAccessible(page);
    await page.getByLabel("What they want").selectOption("access");
    await page.getByLabel("How it came in").selectOption("phone");
    await page.getByLabel("The day it came in").fill("2099-01-01");
    await page.getByLabel("They are known by").selectOption("customer_id");
    await page.getByLabel("Value").fill(WEI.number);
    await page.getByRole("button", { name: "See what comes of it" }).click();
    await expect(page.locator(".problems")).toContainText("This day has not come yet");
    await expect(page.getByLabel("Value")).toHaveValue(WEI.number);
    await expectAccessible(page);
    const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Dublin" });
    await page.getByLabel("The day it came in").fill(today);
    await page.getByLabel("Do not call, and send no text messages").check();
    await page.getByRole("button", { name: "See what comes of it" }).click();
    await expect(page.getByText("Known: w•••@•••.example")).toBeVisible();
    expect(await rows(ledger, "SELECT reference FROM request")).toHaveLength(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Enter the request" }).click();
    await expect(page).toHaveURL(/\/staff\/requests\/HB-/);
    await expect(page.getByText("Take care in reaching this person")).toBeVisible();
    await expect(page.getByText("By telephone")).toBeVisible();
    expect(await value(ledger, "SELECT stage FROM request")).toBe("received");
    await expectAccessible(page);
  });
  const address = new URL(page.url()).pathname;

  await test.step("takes it on and stops the clock, with a reason", async () => {
    await page.getByRole("button", { name: "Take it on" }).click();
    await expect(page.getByRole("button", { name: "Give it back" })).toBeVisible();
    expect(await value(ledger, "SELECT assigned IS NOT NULL FROM request")).toBe(1);
    await page.getByRole("group").filter({ hasText: "Stop the clock" }).locator("summary").click();
    await page.getByRole("button", { name: "Stop the clock" }).click();
    await expect(page.locator(".problems")).toBeVisible();
    await page.getByLabel("What we wait for").selectOption("identity");
    await page.getByRole("button", { name: "Stop the clock" }).click();
    await expect(page.getByRole("button", { name: "Let the clock run again" })).toBeVisible();
    expect(await value(ledger, "SELECT waiting FROM request")).toBe(1);
    await page.getByRole("button", { name: "Let the clock run again" }).click();
    expect(await value(ledger, "SELECT waiting FROM request")).toBe(0);
  });

  await test.step("compares what the caller says, and sees only whether it agrees", async () => {
    await page.getByRole("link", { name: "Check who asks" }).click();
    await expectAccessible(page);
    const say = async (field: RegExp, said: string, heard: string) => {
      const label = page.getByLabel("Ask for", { exact: true });
      const option = await label.locator("option").filter({ hasText: field }).getAttribute("value");
      await label.selectOption(option!);
      await page.getByLabel("What they say").fill(said);
      await page.getByRole("button", { name: "Compare" }).click();
      await expect(page.getByRole("status")).toHaveText(heard);
    };
    await blind();
    await say(/Date of birth/, "1 1 1901", "It does not agree.");
    await blind();
    await say(/Telephone number/, phone.replace("+353", "0"), "It agrees.");
    await say(/Postcode/, postcode.toLowerCase().replace(" ", ""), "It agrees.");
    await expect(page.getByText("Agreed: 2. Needed: 3.")).toBeVisible();
    await say(/Date of birth/, born.split("-").reverse().join("."), "It agrees.");
    await page.goto(`${address}/who`);
    await blind();
    await expectAccessible(page);
  });

  await test.step("sends a code to the address that has been held for long", async () => {
    await expect(page.getByRole("button", { name: "Who asks is checked" })).toHaveCount(0);
    await page.getByRole("button", { name: "Send a code" }).click();
    await expect(page.getByText("A code was sent.")).toBeVisible();
    await blind();
    const message = await mailed(page, WEI.email, "Your code for Fernhill Home & Garden");
    const code = /\d{4} \d{4}/.exec(message)![0];
    await page.getByLabel("The code they read to you").fill("0000 0000");
    await page.getByRole("button", { name: "Take the code" }).click();
    await expect(page.locator(".problems")).toBeVisible();
    await page.getByLabel("The code they read to you").fill(code);
    await page.getByRole("button", { name: "Take the code" }).click();
    await page.getByRole("button", { name: "Who asks is checked" }).click();
    await expect(page).toHaveURL(address);
    expect(await value(ledger, "SELECT stage FROM request")).toBe("open");
    // Whoever checked does not decide.
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });

  await test.step("sees the person masked, and in full with a reason", async () => {
    await page.getByRole("link", { name: "This person" }).click();
    await blind();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show it in full" }).click();
    await expect(page.locator(".problems")).toBeVisible();
    await page.getByLabel("Why you need it in full").selectOption("call-back");
    await page.getByRole("button", { name: "Show it in full" }).click();
    await expect(page.getByText(WEI.email)).toBeVisible();
    await page.getByLabel("A note for whoever is next").fill("Prefers mornings");
    await page.getByRole("button", { name: "Note it" }).click();
    await expect(page.getByText("Prefers mornings")).toBeVisible();
    await blind();
    await expectAccessible(page);
    const told = "SELECT count(*) FROM look WHERE reason LIKE 'reveal call-back %'";
    expect(await value(ledger, told)).toBe(1);
  });
});

test("an auditor is led to what happened and to nothing else", async ({ page }) => {
  await signIn(page, AUDITOR);
  await expect(page).toHaveURL(/\/staff\/audit$/);
  const nav = page.getByRole("navigation", { name: "Staff" });
  await expect(nav.getByRole("link")).toHaveText(["What happened", "Reports", "Data map"]);
  const answer = await page.request.get("/staff/intake");
  expect(answer.status()).toBe(404);

  await test.step("reads the map, the records, who looked, and whether it holds", async () => {
    const places = page.getByRole("navigation", { name: "For those who watch" });
    await places.getByRole("link", { name: "Data map" }).click();
    await expect(page.getByText(/columns are mapped/).first()).toBeVisible();
    await expectAccessible(page);
    await places.getByRole("link", { name: "Records of processing" }).click();
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expectAccessible(page);
    await places.getByRole("link", { name: "Does it hold?" }).click();
    await expect(page.getByText(/leaves no line here/)).toBeVisible();
    await expectAccessible(page);
    await places.getByRole("link", { name: "Who looked" }).click();
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await expectAccessible(page);
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: /Take this list away/ }).click();
    const text = await readFile(await (await coming).path(), "utf8");
    expect(text.split("\r\n")[0]).toBe("number,at,who,act,request,why,hash");
    expect(text).not.toContain("@");
  });
});
