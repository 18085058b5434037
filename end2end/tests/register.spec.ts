/**
 * Coming without an account: making one by a code, choosing a new password, adding an address,
 * and asking without any of it. Codes and links are read where the demo shows what it would send.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** Customers of the shop whom nobody gave an account: one for each project, because some share a server. */
const NEW: Record<string, { email: string; asks: string }> = {
  phone: { email: "mary.murphy@post.example", asks: "natalia.p@tachydromeio.example" },
  desktop: { email: "murphy.mary@mail.example", asks: "m.alhassan@mail.example" },
  "phone-noscript": { email: "lan.nguyen@mail.example", asks: "zoe.vdberg@brief.example" },
  "desktop-noscript": { email: "priya.raghavan@mail.example", asks: "soren.k@brev.example" },
};
const DECLAN = { email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };
const FIRST = "harbour-lantern-copper-58";
const SECOND = "meadow-trumpet-glacier-62";
const OFFICER = { email: "henrik.solberg@fernhill.example", password: "velvet-glacier-trumpet-90" };

/** The newest message to somebody, from the outbox page. It comes a moment later. */
async function message(page: Page, to: string, title: RegExp, not = ""): Promise<string> {
  const outbox = await page.context().newPage();
  let text = "";
  await expect(async () => {
    await outbox.goto("/demo/outbox");
    const letter = outbox.locator(`article[data-to="${to}"]`).filter({
      has: outbox.getByRole("heading", { name: title }),
    });
    text = await letter.first().innerText({ timeout: 1000 });
    expect(text).not.toBe(not);
  }).toPass({ timeout: 20_000, intervals: [200, 400, 800] });
  await outbox.close();
  return text;
}

function code(text: string): string {
  return /^\d{4} \d{4}$/m.exec(text)![0];
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/$/);
}

test("a person makes an account, adds an address and chooses a new password", async ({ page }, info) => {
  test.slow();
  const { email } = NEW[info.project.name]!;

  await test.step("asks for a code", async () => {
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Make an account" }).click();
    await expectAccessible(page);
    await page.getByLabel("Your e-mail address").fill("no address");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(page.locator(".problems")).toBeVisible();
    await expect(page.getByLabel("Your e-mail address")).toHaveValue("no address");
    await page.getByLabel("Your e-mail address").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(page).toHaveURL(/\/register\/code$/);
    await expectAccessible(page);
  });

  await test.step("a wrong code is told, and another one can be sent", async () => {
    const first = await message(page, email, /Your code/);
    await page.getByLabel("Code").fill("0000 0000");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.locator(".problems")).toContainText("does not fit");
    await page.getByRole("button", { name: "Send another code" }).click();
    await expect(page).toHaveURL(/\/register\/code$/);
    await message(page, email, /Your code/, first);
    // Both count in this browser; somebody may enter the one that came first.
    await page.getByLabel("Code").fill(code(first));
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(/\/register\/password$/);
  });

  await test.step("chooses a password and is in", async () => {
    await expectAccessible(page);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.locator(".problems")).toContainText("at least 15 characters");
    await page.getByLabel("Password").fill(FIRST);
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page).toHaveURL(/\/data$/);
    // Back, and sent again: nothing is done twice.
    await page.goto("/register/password");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is over");
    await expectAccessible(page);
  });

  await test.step("changes nothing of the account yet: a mailbox is all that was shown", async () => {
    await page.goto("/account");
    await expect(page.getByText(email)).toBeVisible();
    await expect(page.getByText("you see a summary")).toBeVisible();
    await expect(page.getByRole("link", { name: "Add an address or number" })).toHaveCount(0);
    await expectAccessible(page);
    const answer = await page.goto("/account/add");
    expect(answer!.status()).toBe(422);
    await expect(page.getByText("you see a summary")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/account");
    await signOut(page);
  });

  await test.step("forgets the password", async () => {
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Choose a new password" }).click();
    await expectAccessible(page);
    await page.getByLabel("The e-mail address you sign in with").fill(email.toUpperCase());
    await page.getByRole("button", { name: "Send me a code" }).click();
    const sent = await message(page, email.toUpperCase(), /new password/);
    await page.getByLabel("Code").fill(code(sent).replace(" ", ""));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Password").fill(SECOND);
    await page.getByRole("button", { name: "Change the password" }).click();
    // Nobody is signed in by a mail.
    await expect(page).toHaveURL(/\/sign-in\?changed/);
    await expect(page.getByText("Your password is changed")).toBeVisible();
    await expectAccessible(page);
    await signIn(page, email, FIRST);
    await expect(page.locator(".problems")).toBeVisible();
    await signIn(page, email, SECOND);
    await expect(page).toHaveURL(/\/data$/);
    await message(page, email, /Your password was changed/);
  });
});

test("a second address is added by a code, and every address is told", async ({ browser }) => {
  test.slow();
  // A program of its own: what holds a copy after a change must hold nobody else's.
  const habeas = await Server.start();
  const context = await browser.newContext({ baseURL: habeas.address });
  const page = await context.newPage();
  const { email } = DECLAN;
  await signIn(page, email, DECLAN.password);
  await expect(page).toHaveURL(/\/data$/);
  const second = `second.${email}`;
  await page.goto("/account");
  await expect(page.getByText(email)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Add an address or number" }).click();
  await expectAccessible(page);
  await page.getByLabel("The address or number").fill(second);
  const password = page.getByLabel("Your password");
  if (await password.isVisible()) await password.fill(DECLAN.password);
  await page.getByRole("button", { name: "Send a code" }).click();
  await expect(page).toHaveURL(/\/account\/verify$/);
  await expectAccessible(page);
  await page.getByLabel("Code").fill(code(await message(page, second, /Your code/)));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText(second).first()).toBeVisible();
  await message(page, email, /Your account was changed/);
  await message(page, second, /Your account was changed/);
  await context.close();
  await habeas.stop();
  await habeas.forget();
});

test("a request without an account is received at once and confirmed by a link", async ({
  page,
  browser,
  habeas,
}, info) => {
  test.slow();
  const { asks } = NEW[info.project.name]!;
  let reference = "";

  await test.step("asks", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "Ask without an account" }).click();
    await expectAccessible(page);
    await page.getByLabel("Your name").fill("Somebody");
    await page.getByRole("button", { name: "Send the request" }).click();
    await expect(page.locator(".problems")).toContainText("Choose what you want");
    await expect(page.getByLabel("Your name")).toHaveValue("Somebody");
    await expectAccessible(page);
    await page.getByLabel("To have my data deleted").check();
    await page.getByLabel("Your e-mail address").fill(asks);
    await page.getByRole("button", { name: "Send the request" }).click();
    await expect(page).toHaveURL(/\/ask\/sent$/);
    reference = await page.locator(".reference__value").innerText();
    expect(reference).toMatch(/^HB-/);
    await expectAccessible(page);
  });

  await test.step("the link shows a page; only its button confirms", async () => {
    const sent = await message(page, asks, new RegExp(reference));
    const link = /http\S+\/ask\/confirm\/\S+/.exec(sent)![0];
    // On another device, say.
    const context = await browser.newContext({ baseURL: habeas.address });
    const other = await context.newPage();
    await other.goto(link);
    await expectAccessible(other);
    await expect(other.getByText(reference)).toBeVisible();
    await other.reload();
    await other.getByRole("button", { name: "Yes, it was me" }).click();
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Your request is confirmed");
    await expectAccessible(other);
    await other.goto(link);
    await expect(other.getByRole("heading", { level: 1 })).toContainText("This link was used");
    await expectAccessible(other);
    await context.close();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your request is confirmed");
  });

  await test.step("staff have it, and know what was shown and what was not", async () => {
    await signIn(page, OFFICER.email, OFFICER.password);
    await page.goto(`/staff/requests/${reference}`);
    await expect(page.getByText("Asked without an account")).toBeVisible();
    await expect(page.getByText("reads the address they gave")).toBeVisible();
    await expect(page.getByText("Not checked")).toBeVisible();
    await expectAccessible(page);
  });
});

test("no page tells whether an address is known", async ({ page }) => {
  const known = "patrick.osullivan@post.example";
  const unknown = "nobody.at.all@nowhere.example";
  for (const [path, label, send] of [
    ["/register", "Your e-mail address", "Send me a code"],
    ["/reset", "The e-mail address you sign in with", "Send me a code"],
  ] as const) {
    const said: string[] = [];
    for (const email of [known, unknown]) {
      await page.goto(path);
      await page.getByLabel(label).fill(email);
      const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
      await page.getByRole("button", { name: send }).click();
      const status = (await answered).status();
      await expect(page).toHaveURL(/\/code$/);
      said.push(`${status} ${(await page.getByRole("main").innerText()).replace(email, "…")}`);
    }
    expect(said[0]).toBe(said[1]);
  }
  await message(page, known, /already have an account/);
  await message(page, unknown, /know nothing/);
});

test("if no code arrives there is a page about that", async ({ page }) => {
  await page.goto("/register/no-code");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Use the code of a letter" }).click();
  await expectAccessible(page);
  await page.getByLabel("Code of the letter").fill("7K2M-93QF-AB4D-0XYZ");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator(".problems")).toContainText("does not fit");
  // What was typed from paper need not be typed again.
  await expect(page.getByLabel("Code of the letter")).toHaveValue("7K2M-93QF-AB4D-0XYZ");
  await page.goto("/demo/outbox");
  await expectAccessible(page);
});
