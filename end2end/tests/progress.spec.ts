/**
 * A copy that takes a while, because one of the company's systems is busy: whoever waits sees how
 * far it is, and that it is ready, without doing anything.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "../support/test.ts";

const AISLING = { email: "aisling.byrne@post.example", password: "thistle-marble-ferry-71" };

/** Keeps a database to itself, as a program does that writes for long. */
async function held(db: string): Promise<ChildProcessWithoutNullStreams> {
  const holder = spawn("sqlite3", ["-cmd", ".timeout 10000", db]);
  holder.stdin.write("BEGIN EXCLUSIVE;\nSELECT 'held';\n");
  const [said] = (await once(holder.stdout, "data")) as [Buffer];
  expect(said.toString()).toContain("held");
  return holder;
}

test("whoever waits for a copy watches it come", async ({ page, habeas, scripts }) => {
  test.skip(!scripts, "without scripts the page says to load it again");
  test.setTimeout(90_000);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(AISLING.email);
  await page.getByLabel("Password").fill(AISLING.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/data$/);
  await page.goto("/take-away");
  const asked: number[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith("/api/progress")) asked.push(response.status());
  });
  const holder = await held(habeas.path("shop.sqlite"));
  try {
    await page.getByRole("button", { name: "Make my copy" }).click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    const status = page.getByRole("status");
    await expect(status).toBeVisible();
    await expect(page.getByRole("heading", { name: "Your copy is ready" })).toBeHidden();
    const systems = page.locator(".progress__system");
    await expect(systems).toHaveCount(3);
    // It stays this very page while the island asks, again and again.
    await page.evaluate(() => document.body.setAttribute("data-same", "yes"));
    const before = asked.length;
    await expect.poll(() => asked.length, { timeout: 15_000 }).toBeGreaterThan(before + 2);
    expect(new Set(asked)).toEqual(new Set([200]));
    await expect(page.locator("body")).toHaveAttribute("data-same", "yes");
    await expect(page.locator(".progress__answer[data-tone=done]")).not.toHaveCount(3);
  } finally {
    holder.stdin.end("ROLLBACK;\n.quit\n");
    await once(holder, "exit");
  }
  // Nobody loads it again: the page comes by itself, with what is ready.
  await expect(page.getByRole("heading", { name: "Your copy is ready" })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("body")).not.toHaveAttribute("data-same", "yes");
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
});
