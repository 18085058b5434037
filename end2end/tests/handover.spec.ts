/**
 * A copy is handed to another company: by a link and a code, once, and the person sees what became
 * of it. Every page works without scripts.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { Server } from "../support/server.ts";
import { rows } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const DECLAN = { email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };

async function made(page: Page, path: string): Promise<{ link: string; code: string }> {
  await page.goto(`${path}/hand-over`);
  await page.getByLabel("Who gets it?").fill("Other Shop Ltd");
  await page.getByRole("button", { name: "Make a link and a code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your link and your code");
  const link = await page.locator("main .hash").first().innerText();
  const code = await page.locator("main code").first().innerText();
  return { link, code };
}

test("another company fetches a copy with link and code, once", async ({ browser }) => {
  test.slow();
  const habeas = await Server.start();
  const context = await browser.newContext({ baseURL: habeas.address });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(DECLAN.email);
  await page.getByLabel("Password").fill(DECLAN.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.goto("/take-away");
  await page.getByRole("button", { name: "Make my copy" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const path = new URL(page.url()).pathname;
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByRole("link", { name: "Hand this copy to another company" })).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("link", { name: "Hand this copy to another company" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make a link and a code" }).click();
  await expect(page.locator(".problems")).toBeVisible();
  await expectAccessible(page);
  const { link, code } = await made(page, path);
  await expectAccessible(page);
  const token = link.split("/").pop()!;

  const there = await browser.newContext({ baseURL: habeas.address, acceptDownloads: true });
  const other = await there.newPage();
  await test.step("the receiving side reads the guide and enters the code", async () => {
    await other.goto(link);
    await expectAccessible(other);
    await expect(other.getByText(DECLAN.email)).toHaveCount(0);
    await other.getByRole("link", { name: /How the copy is made/ }).click();
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("For companies that receive a copy");
    await expectAccessible(other);
    const early = await other.request.get(`${habeas.address}/receive/${token}/copy.zip`);
    expect(early.status()).toBe(404);
    await other.goto(link);
    await other.getByLabel("Code").fill("AAAA BBBB CCCC DDDD");
    await other.getByRole("button", { name: "Open it" }).click();
    await expect(other.locator(".problems")).toContainText("does not fit");
    await expectAccessible(other);
    await other.getByLabel("Code").fill(code.toLowerCase());
    await other.getByRole("button", { name: "Open it" }).click();
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("The copy is open");
    await expectAccessible(other);
  });

  await test.step("the copy is the person's, can be continued, and is for this browser alone", async () => {
    const copy = `${habeas.address}/receive/${token}/copy.zip`;
    const whole = await other.request.get(copy);
    expect(whole.status()).toBe(200);
    expect(whole.headers()["content-disposition"]).toContain("attachment");
    const bytes = await whole.body();
    const part = await other.request.get(copy, { headers: { range: "bytes=10-19" } });
    expect(part.status()).toBe(206);
    expect((await part.body()).equals(bytes.subarray(10, 20))).toBe(true);
    const own = await page.request.get(`${habeas.address}${path}/package`);
    expect((await own.body()).equals(bytes)).toBe(true);
    const third = await browser.newContext({ baseURL: habeas.address });
    const stranger = await third.newPage();
    expect((await third.request.get(copy)).status()).toBe(404);
    await stranger.goto(link);
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("This link does not count any more");
    await expectAccessible(stranger);
    await third.close();
  });

  await test.step("the person sees it, and ends another link", async () => {
    await page.goto(`${path}/hand-over`);
    await expect(page.getByText(/Fetched on/)).toBeVisible();
    await expectAccessible(page);
    const second = await made(page, path);
    await page.goto(`${path}/hand-over`);
    await page.getByRole("button", { name: "End the link for Other Shop Ltd" }).click();
    await expect(page.getByText("You ended it.")).toBeVisible();
    await other.goto(second.link);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("This link does not count any more");
    const kept = await rows(habeas.path("habeas/ledger.sqlite"), "SELECT hex(token_hash) AS t, CAST(sealed AS TEXT) AS s FROM handover");
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain("Other Shop");
  });

  await there.close();
  await context.close();
  await habeas.stop();
  await habeas.forget();
});
