/**
 * A stranger who reads a person's mailbox and nothing else chooses a new password by it. They get
 * neither copy nor deletion nor correction, an older address is told, and whoever reads that one
 * closes the account; staff open it again.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { Server } from "../support/server.ts";
import { files, snapshot, write } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const DECLAN = { email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };
const NUALA = { email: "nuala.brady@fernhill.example", password: "saddle-quartz-bakery-54" };
const PIOTR = { email: "piotr.lis@fernhill.example", password: "hammer-orchid-window-65" };
const OLDER = "d.keane@old.example";
const STRANGERS = "harbour-lantern-copper-58";

async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** The newest message to somebody. It comes a moment later. */
async function message(page: Page, to: string, title: RegExp): Promise<string> {
  const outbox = await page.context().newPage();
  let text = "";
  await expect(async () => {
    await outbox.goto("/demo/outbox");
    const letter = outbox.locator(`article[data-to="${to}"]`).filter({
      has: outbox.getByRole("heading", { name: title }),
    });
    text = await letter.first().innerText({ timeout: 1000 });
  }).toPass({ timeout: 20_000, intervals: [200, 400, 800] });
  await outbox.close();
  return text;
}

async function stores(habeas: Server): Promise<string[]> {
  const base = habeas.data;
  const all = [
    await snapshot(`${base}/shop.sqlite`),
    await snapshot(`${base}/support.sqlite`),
    await files(`${base}/documents`),
  ];
  return all.flat();
}

test("a stranger with the mailbox alone gets nothing, and an older address closes the account", async ({
  browser,
}) => {
  test.slow();
  const habeas = await Server.start();
  const open = async () => (await browser.newContext({ baseURL: habeas.address })).newPage();
  await write(
    habeas.path("support.sqlite"),
    `INSERT INTO contacts (email, name, shop_customer_id, created_at)
     VALUES ('${OLDER}', 'Declan', 1002, '2019-01-01T00:00:00Z')`,
  );
  const declan = await open();
  let copy = "";
  let record = "";

  await test.step("Declan has a copy made", async () => {
    await signIn(declan, DECLAN);
    record = (await declan.locator('a[href^="/data/shop.customers/"]').first().getAttribute("href"))!;
    await declan.goto("/take-away");
    await declan.getByRole("button", { name: "Make my copy" }).click();
    await expect(declan).toHaveURL(/\/requests\/HB-/);
    copy = new URL(declan.url()).pathname;
    await expect(async () => {
      await declan.goto(copy);
      await expect(declan.getByRole("link", { name: /Download/ })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
  });

  const stranger = await open();
  await test.step("a stranger chooses a new password by the mailbox", async () => {
    await stranger.goto("/reset");
    await stranger.getByLabel("The e-mail address you sign in with").fill(DECLAN.email);
    await stranger.getByRole("button", { name: "Send me a code" }).click();
    await expect(stranger).toHaveURL(/\/reset\/code$/);
    const sent = await message(stranger, DECLAN.email, /new password/);
    await stranger.getByLabel("Code").fill(/^\d{4} \d{4}$/m.exec(sent)![0]);
    await stranger.getByRole("button", { name: "Continue" }).click();
    await stranger.getByLabel("Password").fill(STRANGERS);
    await stranger.getByRole("button", { name: "Change the password" }).click();
    await signIn(stranger, { email: DECLAN.email, password: STRANGERS });
  });

  const before = await stores(habeas);
  await test.step("and sees a summary, whatever they try", async () => {
    await expect(stranger.getByText("you see a summary")).toBeVisible();
    await expectAccessible(stranger);
    for (const path of ["/take-away", "/delete", "/delete/confirm", record, "/looks", "/account/add"]) {
      const answer = await stranger.goto(path);
      expect(answer!.status(), path).toBe(422);
      await expect(stranger.getByText("you see a summary"), path).toBeVisible();
    }
    await expectAccessible(stranger);
    await stranger.goto(copy);
    await expect(stranger.getByText("you see a summary")).toBeVisible();
    await expect(stranger.getByRole("link", { name: /Download/ })).toHaveCount(0);
    await expectAccessible(stranger);
    const fetched = await stranger.request.get(`${habeas.address}${copy}/package`, { maxRedirects: 0 });
    expect(fetched.status()).toBe(422);
    expect(fetched.headers()["content-type"]).toContain("text/html");
    await stranger.goto("/account");
    await expect(stranger.getByText(DECLAN.email)).toBeVisible();
    await expect(stranger.getByText("1002")).toHaveCount(0);
    await expectAccessible(stranger);
    const form = { client_id: crypto.randomUUID(), confirm: "yes", password: STRANGERS };
    for (const [path, more] of [
      ["/take-away", {}],
      ["/delete/confirm", {}],
      [record, { step: "send", new: "Somebody Else" }],
      ["/account/add", { kind: "email", value: "stranger@elsewhere.example" }],
    ] as const) {
      const answer = await stranger.request.post(`${habeas.address}${path}`, {
        form: { ...form, ...more },
        headers: { origin: habeas.address },
        maxRedirects: 0,
      });
      expect(answer.status(), path).toBe(422);
    }
    await stranger.goto("/requests");
    await expect(stranger.getByRole("row")).toHaveCount(2);
    expect(await stores(habeas)).toEqual(before);
  });

  await test.step("the older address is told and closes the account, without signing in", async () => {
    const sent = await message(stranger, OLDER, /chose a new password/);
    const older = await open();
    await older.goto(/http\S+\/not-me\/\S+/.exec(sent)![0]);
    await expect(older.getByRole("heading", { level: 1 })).toHaveText("Was this you?");
    await expectAccessible(older);
    await older.getByRole("button", { name: "It was not me. Close the account" }).click();
    await expect(older.getByRole("heading", { level: 1 })).toHaveText("The account is closed");
    await expectAccessible(older);
    await stranger.goto("/data");
    await expect(stranger).toHaveURL(/\/sign-in/);
    await signIn(stranger, { email: DECLAN.email, password: STRANGERS });
    await expect(stranger.getByText("was not its owner")).toBeVisible();
    await older.context().close();
  });

  await test.step("staff say how they know, and open it", async () => {
    const nuala = await open();
    await signIn(nuala, NUALA);
    await nuala.goto("/staff/stopped");
    await expectAccessible(nuala);
    await nuala.getByRole("button", { name: "Open it again" }).click();
    await nuala.getByRole("button", { name: "It was the person. Open it" }).click();
    await expect(nuala.locator(".problems")).toBeVisible();
    await expectAccessible(nuala);
    await nuala.getByLabel("I saw papers at the counter").check();
    await nuala.getByRole("button", { name: "It was the person. Open it" }).click();
    await expect(nuala.getByText("No account is closed")).toBeVisible();
    await expectAccessible(nuala);
    await stranger.goto("/data");
    await expect(stranger.getByText("you see a summary")).toBeVisible();
    await nuala.context().close();
  });

  await test.step("whoever runs the portal ends their sessions, and sees no customer", async () => {
    const piotr = await open();
    await signIn(piotr, PIOTR);
    await piotr.goto("/staff/sessions");
    await expectAccessible(piotr);
    await expect(piotr.getByText("One customer is signed in.")).toBeVisible();
    await expect(piotr.getByText(DECLAN.email)).toHaveCount(0);
    await piotr.getByLabel("E-mail address of the customer").fill("no address");
    await piotr.getByRole("button", { name: "End their sessions" }).click();
    await expect(piotr.locator(".problems")).toBeVisible();
    await expectAccessible(piotr);
    await piotr.getByLabel("E-mail address of the customer").fill(DECLAN.email);
    await piotr.getByRole("button", { name: "End their sessions" }).click();
    await expect(piotr.getByText("No customer is signed in.")).toBeVisible();
    await stranger.goto("/data");
    await expect(stranger).toHaveURL(/\/sign-in/);
    await piotr.context().close();
  });

  await declan.context().close();
  await stranger.context().close();
  await habeas.stop();
  await habeas.forget();
});
