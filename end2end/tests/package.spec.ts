/**
 * The copy a person takes home: chosen in part, opened from a folder without any server, read,
 * searched and paged there.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expectAccessible } from "../support/axe.ts";
import { rows } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const run = promisify(execFile);

const AISLING = { email: "aisling.byrne@post.example", password: "thistle-marble-ferry-71" };
const MARIA = { email: "maria.keane@post.example", password: "walnut-ladder-river-47" };

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/data$/);
}

/** The zip that was fetched last. */
let zip = "";

/** Asks for the copy that the page offers, waits for it, and unpacks it into a folder. */
async function fetched(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Make my copy" }).click();
  await expect(async () => {
    const ready = await page.getByRole("heading", { name: "Your copy is ready" }).isVisible();
    if (!ready) await page.reload();
    expect(ready).toBe(true);
  }).toPass({ timeout: 30_000, intervals: [250, 500, 1000] });
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  zip = await (await coming).path();
  const folder = await mkdtemp(join(tmpdir(), "habeas-copy-"));
  await run("unzip", ["-q", zip, "-d", folder]);
  return folder;
}

test("a copy of some areas and days, asked for with a slip first", async ({ page, habeas }) => {
  await signIn(page, AISLING);
  await page.goto("/take-away");
  await page.getByLabel("Only what I choose").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make my copy" }).click();
  // Nothing was ticked: said at the question, and the first answer is kept.
  await expect(page.locator(".problems")).toContainText("Tick what you want, or enter a day");
  await expect(page.getByLabel("Only what I choose")).toBeChecked();
  await page.getByRole("checkbox", { name: /^Orders/ }).check();
  await page.getByLabel("First day").fill("2025-01-01");
  await page.getByLabel("Last day").fill("2024-01-01");
  await page.getByRole("button", { name: "Make my copy" }).click();
  await expect(page.locator(".problems")).toContainText("The last day is before the first");
  await expectAccessible(page);
  await expect(page.getByRole("checkbox", { name: /^Orders/ })).toBeChecked();
  await page.getByLabel("Last day").fill("");
  const folder = await fetched(page);
  const shop = habeas.path("shop.sqlite");
  const wanted = await rows(
    shop,
    `SELECT o.number FROM orders o JOIN customers c ON c.id = o.customer_id
     WHERE c.email = '${AISLING.email}' AND o.placed_on >= '2025-01-01' ORDER BY 1`,
  );
  const orders = JSON.parse(await readFile(join(folder, "data/shop/orders.json"), "utf8"));
  const got = orders.rows.map((order: { number: string }) => order.number).sort();
  expect(got).toEqual(wanted.map((row) => String(Object.values(row)[0])).sort());
  await expect(readFile(join(folder, "data/shop/customers.json"))).rejects.toThrow();
  // The same choice stands on the page when it is made again.
  const reference = page.url().split("/").pop();
  await page.goto(`/take-away?again=${reference}`);
  await expect(page.getByLabel("Only what I choose")).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /^Orders/ })).toBeChecked();
  await expect(page.getByLabel("First day")).toHaveValue("2025-01-01");
  await rm(folder, { recursive: true });
});

test("the whole copy is read at home without a network", async ({ page, habeas, scripts }, info) => {
  // Enough for several pages.
  await run("sqlite3", [
    "-cmd",
    ".timeout 5000",
    habeas.path("shop.sqlite"),
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
     INSERT INTO sign_ins (customer_id, at, ip_address, browser)
     SELECT 1001, date('2026-01-01', i || ' days') || 'T08:00:00Z', '192.0.2.' || i, 'Firefox' FROM n`,
  ]);
  await signIn(page, MARIA);
  await page.goto("/take-away");
  const folder = await fetched(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`file://${join(folder, "index.html")}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Your data from Fernhill");
  await expectAccessible(page);
  await info.attach("copy", { body: await page.screenshot({ fullPage: true }), contentType: "image/png" });
  const search = page.getByRole("searchbox", { name: "Search in this copy" });
  if (scripts) {
    await search.fill("KEANÉ");
    await expect(page.locator("#search-status")).toContainText("Records found: ");
    await expect(page.locator("#results tbody tr").first()).toContainText("Keane");
    await expectAccessible(page);
    await search.fill("no such words anywhere");
    await expect(page.locator("#search-status")).toHaveText("Nothing here has all of these words.");
    const bar = page.locator(".turn").first();
    await expect(bar).toContainText(/Records 1 to \d+ of \d+/);
    const place = page.locator("div:has(> .turn)").first();
    const first = await place.locator("tbody tr").first().innerText();
    await bar.getByRole("button", { name: "Next" }).click();
    await expect(bar).toContainText(/Records 51 to/);
    expect(await place.locator("tbody tr").first().innerText()).not.toBe(first);
    await expect(bar.getByRole("button", { name: "Previous" })).toBeEnabled();
  } else {
    await expect(search).toBeHidden();
    await expect(page.getByText(/The first 20 of \d+ are shown/).first()).toBeVisible();
  }
  expect(asked.filter((url) => !url.startsWith("file:"))).toEqual([]);

  // Checked on this device: as it is, and with one byte changed.
  await page.goto("/verify");
  await expectAccessible(page);
  const chosen = page.getByLabel("Your file");
  if (scripts) {
    const sent: string[] = [];
    page.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await chosen.setInputFiles(zip);
    await expect(page.locator("#check-file")).toHaveAttribute("data-verdict", "genuine");
    await expect(page.locator("#check-file [role=status]")).toContainText("This copy is genuine");
    // A byte of its first file, README.txt.
    const bytes = await readFile(zip);
    bytes[200] = bytes[200]! ^ 1;
    await writeFile(join(folder, "changed.zip"), bytes);
    await chosen.setInputFiles(join(folder, "changed.zip"));
    await expect(page.locator("#check-file")).toHaveAttribute("data-verdict", "changed");
    await expect(page.locator("#check-file li")).toHaveText("Changed: README.txt");
    await chosen.setInputFiles(join(folder, "index.html"));
    await expect(page.locator("#check-file")).toHaveAttribute("data-verdict", "unreadable");
    await expectAccessible(page);
    expect(sent).toEqual(["GET /pkg/verify.js", "GET /pkg/verify_bg.wasm"]);
  } else {
    await expect(chosen).toBeHidden();
    await expect(page.getByText("habeas package verify --key KEY")).toBeVisible();
  }
  await rm(folder, { recursive: true });
});
