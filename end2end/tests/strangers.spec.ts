/**
 * What belongs to one person is not there for another, for staff it is not theirs to change, and
 * for nobody at all.
 */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";

const AISLING = { email: "aisling.byrne@post.example", password: "thistle-marble-ferry-71" };
const PATRICK = { email: "patrick.osullivan@post.example", password: "granite-swallow-anchor-38" };
const AUDITOR = { email: "roisin.maguire@fernhill.example", password: "paper-lighthouse-cedar-17" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

test("another person's things are not there", async ({ page, browser, habeas }) => {
  await signIn(page, AISLING);
  const change = await page.locator('a[href^="/data/shop.customers/"]').first().getAttribute("href");
  await page.goto("/take-away");
  await page.getByRole("button", { name: "Make my copy" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const request = new URL(page.url()).pathname;
  const hers = [change!, request, `${request}/package`];

  for (const [who, statuses] of [
    [PATRICK, [404]],
    [AUDITOR, [404]],
    // Nobody is asked to sign in first, and learns nothing of what is there.
    [null, [303, 307, 302]],
  ] as const) {
    const context = await browser.newContext({ baseURL: habeas.address });
    const stranger = await context.newPage();
    if (who) await signIn(stranger, who);
    for (const path of hers) {
      const answer = await context.request.get(habeas.address + path, { maxRedirects: 0 });
      expect(statuses as readonly number[], `${who?.email ?? "nobody"} at ${path}`).toContain(answer.status());
    }
    const posted = await context.request.post(habeas.address + request, {
      form: { act: "withdraw" },
      headers: { origin: habeas.address },
      maxRedirects: 0,
    });
    expect(statuses as readonly number[], `${who?.email ?? "nobody"} posts`).toContain(posted.status());
    await context.close();
  }
});

test("nobody learns whether an address is known", async ({ page }) => {
  const said: string[] = [];
  for (const email of [AISLING.email, "nobody.at.all@nowhere.example"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password at all");
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    said.push(await page.locator(".problems").innerText());
  }
  expect(said[0]).toBe(said[1]);
});

test("a form from another site is refused", async ({ page, habeas }) => {
  await signIn(page, PATRICK);
  const elsewhere: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { origin: "https://evil.example" },
    {},
  ];
  for (const headers of elsewhere) {
    const answer = await page.request.post(`${habeas.address}/sign-out`, { headers, maxRedirects: 0 });
    expect(answer.status()).toBe(403);
  }
});
