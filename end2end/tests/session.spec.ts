/**
 * The end of a session: announced in time, put off by one press, and nothing typed is lost
 * (WCAG 2.2.1, 3.3.7).
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { Server } from "../support/server.ts";
import { value, write } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const DECLAN = { email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };
const WEI = { email: "wei.chen@mail.example", password: "bamboo-compass-winter-29" };

async function fill(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** Ends every session as their time ends them: nobody signed out. */
async function later(habeas: Server): Promise<void> {
  await write(habeas.path("habeas/ledger.sqlite"), "UPDATE session SET expires_at = touched_at");
}

test("what was typed when the session ended comes back after signing in, and to nobody else", async ({
  browser,
  scripts,
}) => {
  test.slow();
  const habeas = await Server.start();
  const context = await browser.newContext({ baseURL: habeas.address });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fill(page, DECLAN);
  await expect(page).toHaveURL(/\/data$/);
  // Where no script runs, the page says when it ends.
  await expect(page.locator(".stay-note")).toBeVisible({ visible: !scripts });

  const write_it = async (words: string) => {
    await page.goto("/requests/other");
    await page.locator("input[value=complaint]").check();
    await page.locator("#details").fill(words);
    await later(habeas);
    await page.locator("main form button").first().click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    expect(page.url()).not.toContain("waited");
  };

  await test.step("it is there again, and sent once", async () => {
    await write_it("I waited at home on Tuesday.");
    await fill(page, DECLAN);
    await expect(page).toHaveURL(/\/requests\/other$/);
    await expect(page.locator("#details")).toHaveValue("I waited at home on Tuesday.");
    await expect(page.locator("input[value=complaint]")).toBeChecked();
    await expect(page.getByText("nothing was sent yet")).toBeVisible();
    await expectAccessible(page);
    await page.locator("main form button").first().click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    await expect(page.getByText("I waited at home on Tuesday.")).toBeVisible();
    await page.goto("/requests/other");
    await expect(page.locator("#details")).toHaveValue("");
  });

  await test.step("who uses the browser next does not see it", async () => {
    await write_it("I waited, and this is mine.");
    await fill(page, WEI);
    await expect(page).toHaveURL(/\/requests\/other$/);
    await expect(page.locator("#details")).toHaveValue("");
    expect(await page.content()).not.toContain("this is mine");
  });

  await test.step("nothing of it lies open in the ledger or in the browser", async () => {
    await write_it("I waited in vain once more.");
    const ledger = habeas.path("habeas/ledger.sqlite");
    const open = "SELECT count(*) FROM session WHERE CAST(sealed AS TEXT) LIKE '%in vain%'";
    expect(await value(ledger, open)).toBe(0);
    if (scripts) {
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
      expect(kept).toBe("{}");
    }
  });

  await context.close();
  await habeas.stop();
  await habeas.forget();
});

test("two minutes before the end a page says so, and one press puts it off", async ({ browser, scripts }) => {
  test.skip(!scripts, "without scripts a note says it, which the test above reads");
  test.slow();
  const habeas = await Server.start({ HABEAS_DEMO_IDLE: "185" });
  const context = await browser.newContext({ baseURL: habeas.address });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fill(page, DECLAN);
  await expect(page).toHaveURL(/\/data$/);
  await page.goto("/requests/other");
  await page.locator("#details").fill("Half a sentence");
  const part = page.locator("#stay");
  await expect(part).toBeHidden();
  await expect(part).toBeVisible({ timeout: 20_000 });
  await expect(part.getByRole("status")).toContainText("minutes you are signed out");
  await expectAccessible(page);
  await part.getByRole("button", { name: "Stay signed in" }).click();
  await expect(part).toBeHidden();
  await expect(page.locator("#details")).toHaveValue("Half a sentence");
  // By keyboard too.
  await expect(part).toBeVisible({ timeout: 20_000 });
  await part.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(part).toBeHidden();
  // A session that was ended elsewhere says so when one wants to stay.
  await later(habeas);
  await expect(part).toBeVisible({ timeout: 20_000 });
  await part.getByRole("button", { name: "Stay signed in" }).click();
  await expect(part).toContainText("You are signed out");
  await expect(part).toContainText("What you typed on this page is not lost");
  await expectAccessible(page);
  await context.close();
  await habeas.stop();
  await habeas.forget();
});
