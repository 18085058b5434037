/**
 * A copy is fetched whole or in parts over real HTTP (RFC 9110, section 14), expires, and is made
 * again: what a download tool does on a bad line, and what a person does a week later.
 */
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { Server } from "../support/server.ts";
import { value, write } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const DECLAN = { email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };

async function copy(page: Page): Promise<string> {
  await page.goto("/take-away");
  await page.getByRole("button", { name: "Make my copy" }).click();
  await expect(page).toHaveURL(/\/requests\/HB-/);
  const path = new URL(page.url()).pathname;
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByRole("link", { name: /Download/ })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  return path;
}

test("a copy comes in parts, expires, and is made again", async ({ browser }) => {
  test.slow();
  const habeas = await Server.start();
  const context = await browser.newContext({ baseURL: habeas.address });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(DECLAN.email);
  await page.getByLabel("Password").fill(DECLAN.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/data$/);
  const path = await copy(page);
  const get = (headers: Record<string, string> = {}) =>
    page.request.get(`${habeas.address}${path}/package`, { headers, maxRedirects: 0 });

  const whole = await get();
  expect(whole.status()).toBe(200);
  expect(whole.headers()["accept-ranges"]).toBe("bytes");
  const bytes = await whole.body();
  const etag = whole.headers()["etag"]!;
  expect(etag).toBe(`"${createHash("sha256").update(bytes).digest("hex")}"`);
  expect(whole.headers()["content-length"]).toBe(String(bytes.length));
  const size = bytes.length;

  await test.step("parts are the same bytes, and say which", async () => {
    for (const [range, from, to] of [
      ["bytes=0-0", 0, 0],
      ["bytes=100-4095", 100, 4095],
      [`bytes=${size - 7}-`, size - 7, size - 1],
      ["bytes=-512", size - 512, size - 1],
      [`bytes=1000-${size * 2}`, 1000, size - 1],
    ] as const) {
      const part = await get({ range });
      expect(part.status(), range).toBe(206);
      expect(part.headers()["content-range"], range).toBe(`bytes ${from}-${to}/${size}`);
      expect(Number(part.headers()["content-length"]), range).toBe(to - from + 1);
      expect((await part.body()).equals(bytes.subarray(from, to + 1)), range).toBe(true);
    }
  });

  await test.step("what the file does not have is said so, with its length", async () => {
    for (const range of [`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, "bytes=-0"]) {
      const beyond = await get({ range });
      expect(beyond.status(), range).toBe(416);
      expect(beyond.headers()["content-range"], range).toBe(`bytes */${size}`);
    }
  });

  await test.step("another unit, several parts or nonsense is answered whole", async () => {
    for (const range of ["lines=1-2", "bytes=0-1,5-6", "bytes=9-3", "bytes=a-b"]) {
      expect((await get({ range })).status(), range).toBe(200);
    }
  });

  await test.step("the rest of another file is no use", async () => {
    const same = await get({ range: "bytes=10-19", "if-range": etag });
    expect(same.status()).toBe(206);
    const other = await get({ range: "bytes=10-19", "if-range": '"0000"' });
    expect(other.status()).toBe(200);
    expect((await other.body()).length).toBe(size);
  });

  await test.step("an interrupted download goes on where it stopped", async () => {
    const first = await (await get({ range: "bytes=0-9999" })).body();
    const rest = await (await get({ range: "bytes=10000-", "if-range": etag })).body();
    expect(Buffer.concat([first, rest]).equals(bytes)).toBe(true);
  });

  await test.step("after a week it is gone, and the same choice makes a new one", async () => {
    const ledger = habeas.path("habeas/ledger.sqlite");
    await write(ledger, "UPDATE package SET expires_at = '2020-01-01T00:00:00.000000Z'");
    expect((await get()).status()).toBe(404);
    await page.goto(path);
    await expect(page.getByRole("link", { name: /Download/ })).toHaveCount(0);
    await page.getByRole("link", { name: /again|new copy/i }).first().click();
    await expect(page).toHaveURL(/\/take-away/);
    const again = await copy(page);
    expect(again).not.toBe(path);
    const fetched = await page.request.get(`${habeas.address}${again}/package`);
    expect(fetched.status()).toBe(200);
    expect(Number(await value(ledger, "SELECT count(*) FROM package"))).toBeGreaterThan(1);
  });

  await context.close();
  await habeas.stop();
  await habeas.forget();
});
