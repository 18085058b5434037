/**
 * Every page in every state, each with somebody who may read it, on a program in which something
 * has happened. Nothing here uses the words of a page: it may be in any language.
 */
import { rename } from "node:fs/promises";
import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { habeasCommand } from "./cli.ts";
import { codeIn, mailed } from "./mail.ts";
import type { Server } from "./server.ts";
import { value, write } from "./stores.ts";
import { totp } from "./totp.ts";

/**
 * Who reads: a customer with everything, one who has shown no more than a mailbox, one with a
 * second proof, officer, agent and auditor. `fresh` is a browser of its own for the one page.
 */
export type Who =
  | "nobody"
  | "fresh"
  | "customer"
  | "newcomer"
  | "officer"
  | "agent"
  | "auditor"
  | "administrator";

export const PEOPLE = {
  customer: { email: "patrick.osullivan@post.example", password: "granite-swallow-anchor-38" },
  newcomer: { email: "giulia.bianchi@posta.example", password: "carbon-velvet-orchard-77" },
  officer: { email: "amara.diallo@fernhill.example", password: "juniper-canvas-signal-26" },
  agent: { email: "nuala.brady@fernhill.example", password: "saddle-quartz-bakery-54" },
  auditor: { email: "roisin.maguire@fernhill.example", password: "paper-lighthouse-cedar-17" },
  administrator: { email: "piotr.lis@fernhill.example", password: "hammer-orchid-window-65" },
};
/** Has a second proof. */
const DECLAN = { email: "declan.keane@post.example", password: "copper-meadow-lantern-82" };
/** Is forgotten. */
const WEI = { email: "wei.chen@mail.example", password: "bamboo-compass-winter-29" };
/** Asks without an account. */
const ASKS = "misaki.sato@mail.example";

/** A page: its name in file names and reports, who reads it, and where it is. */
export interface Place {
  name: string;
  who: Who;
  path: string;
  /** How one gets to this state of the page, where the address alone does not do it. */
  open?: (page: Page) => Promise<void>;
  /** Puts back what was taken away for it. */
  close?: () => Promise<void>;
}

/** Signs somebody in. The words of the page are not used: it may be in any language. */
export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#email").fill(who.email);
  await page.locator("#password").fill(who.password);
  await page.locator("main form button").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Sends the last form of the page, or the one with a button of that value. */
async function send(page: Page, act?: string): Promise<void> {
  const buttons = page.locator("main form button");
  const button = act ? page.locator(`main form button[value="${act}"]`) : buttons.last();
  await Promise.all([page.waitForNavigation(), button.first().click()]);
}

/**
 * Makes requests of several kinds and gives every page there is then. It is done without scripts:
 * every form works without them.
 */
export async function prepared(browser: Browser, habeas: Server): Promise<Place[]> {
  const open = async () => without(browser, habeas);
  const ledger = habeas.path("habeas/ledger.sqlite");
  const context = await open();
  const page = await context.newPage();
  const reference = () => new URL(page.url()).pathname.split("/")[2]!;
  const asked = async (): Promise<string> => {
    await page.waitForURL(/\/requests\/HB-/);
    return reference();
  };

  await signIn(page, PEOPLE.customer);
  await page.goto("/take-away");
  await page.locator("main form button").last().click();
  const copy = await asked();

  const other = async (right: string, details: string): Promise<string> => {
    await page.goto("/requests/other");
    await page.locator(`input[value="${right}"]`).check();
    await page.locator("#details").fill(details);
    await page.locator("main form button").click();
    return asked();
  };
  const complaint = await other("complaint", "Nobody called me back.");
  await page.goto(`/requests/${complaint}/messages`);
  await page.locator("#message").fill("It was on Tuesday. I waited at home.");
  await page.locator("main form button").click();
  await page.waitForURL(/\/requests\/HB-[^/]*$|#messages$/);
  const late = await other("restriction", "Do not use my old address.");
  // It came in long ago.
  await write(
    ledger,
    `UPDATE request SET due = '2026-01-05',
       body = json_set(body, '$.deadline.legal', '2026-01-05', '$.deadline.inner', '2026-01-02')
     WHERE reference = '${late}'`,
  );
  const paused = await other("objection", "I object to being counted.");
  const refused = await other("complaint", "The bench was blue.");
  const withdrawn = await other("restriction", "Stop everything.");
  await page.goto(`/requests/${withdrawn}`);
  const back = page.locator("main form:has(input[value=withdraw]) button");
  await Promise.all([page.waitForNavigation(), back.click()]);

  await page.goto("/data");
  const hrefs = async (start: string) =>
    page.locator(`main a[href^='${start}']`).evaluateAll((links) =>
      links.map((link) => link.getAttribute("href")!.split("?")[0]!),
    );
  const token = (await hrefs("/data/shop.customers/"))[0]!.split("/")[3]!;
  const record = `/data/shop.customers/${token}`;
  const review = (await hrefs("/data/shop.insights/")).find((href) => href.endsWith("/review"));
  await page.goto("/data/documents.letters");
  const letter = (await hrefs("/data/documents.letters/")).find((href) => href.split("/").length === 4);

  await page.goto(`/data/shop.customers/${token}/phone`);
  await page.locator("#new").fill("+353 21 555 0123");
  await send(page);
  await send(page);
  const correction = await asked();

  await page.goto("/delete/confirm");
  await page.locator("main input[type=checkbox]").check();
  await page.locator("main form button").first().click();
  const erasure = await asked();
  await context.close();

  // Somebody else is forgotten, so that there is a receipt.
  const gone = await open();
  const hers = await gone.newPage();
  await signIn(hers, WEI);
  await hers.goto("/delete/confirm");
  await hers.locator("main input[type=checkbox]").check();
  await hers.locator("main form button").first().click();
  await hers.waitForURL(/\/requests\/HB-/);
  const receipt = new URL(hers.url()).pathname.split("/")[2]!;
  await gone.close();

  const desk = await open();
  const officer = await desk.newPage();
  await signIn(officer, PEOPLE.officer);
  await officer.goto(`/staff/requests/${receipt}`);
  await send(officer, "approve");
  await officer.goto(`/staff/requests/${paused}`);
  await officer.locator("details:has(#why) > summary").click();
  await officer.locator("#why").selectOption({ index: 1 });
  await send(officer, "pause");
  await officer.goto(`/staff/requests/${refused}`);
  await officer.locator("details:has(#ground) > summary").click();
  await officer.locator("#ground").selectOption({ index: 1 });
  await officer.locator("#note").fill("The bench was green when we packed it.");
  await send(officer, "refuse");
  await desk.close();
  await expect
    .poll(async () => value(ledger, `SELECT count(*) FROM receipt WHERE reference = '${receipt}'`), {
      timeout: 20_000,
    })
    .toBe(1);

  const waiting = await taken(browser, habeas);
  await makeAccount(browser, habeas);
  const secret = await secondProof(browser, habeas);
  const joins = (await habeasCommand(habeas, "staff", "invite", "--role", "agent", "--email", "new@fernhill.example"))[0]!;

  const places: Place[] = [];
  const add = (who: Who, name: string, path: string, more: Partial<Place> = {}) =>
    places.push({ name, who, path, ...more });
  /** The same page after an empty form came back. */
  const wrong = (who: Who, name: string, path: string, act?: string) =>
    add(who, `${name}-error`, path, { open: async (page) => send(page, act) });

  add("nobody", "home", "/");
  add("nobody", "sign-in", "/sign-in");
  wrong("nobody", "sign-in", "/sign-in");
  add("nobody", "sign-in-changed", "/sign-in?changed");
  add("fresh", "sign-in-code", "/sign-in", {
    open: async (page) => {
      await signIn(page, DECLAN);
      await page.waitForURL(/\/sign-in\/code/);
    },
  });
  add("nobody", "register", "/register");
  wrong("nobody", "register", "/register");
  add("nobody", "register-letter", "/register/letter");
  wrong("nobody", "register-letter", "/register/letter");
  add("nobody", "register-no-code", "/register/no-code");
  add("nobody", "reset", "/reset");
  // A code to nobody we know shows the same page, and is sent as often as one likes.
  for (const [name, path] of [["register", "/register"], ["reset", "/reset"]] as const) {
    add("fresh", `${name}-code`, path, {
      open: async (page) => {
        await page.locator("#email").fill("kasia.nowak@poczta.example");
        await send(page);
        await page.waitForURL(/\/code$/);
      },
    });
    add("fresh", `${name}-code-error`, path, {
      open: async (page) => {
        await page.locator("#email").fill("stefan.ionescu@posta.example");
        await send(page);
        await page.waitForURL(/\/code$/);
        await page.locator("#code").fill("0000 0000");
        await page.locator("main form button").first().click();
        await page.locator(".problems").waitFor();
      },
    });
  }
  add("fresh", "register-password", "/register", {
    open: async (page) => givenCode(page, "/register", "siobhan.g@post.example"),
  });
  add("fresh", "reset-password", "/reset", {
    open: async (page) => givenCode(page, "/reset", "aisling.byrne@post.example"),
  });
  add("nobody", "register-password-over", "/register/password");
  add("nobody", "ask", "/ask");
  wrong("nobody", "ask", "/ask");
  add("fresh", "ask-sent", "/ask", {
    open: async (page) => {
      await page.locator("input[name=wanted], input[type=radio]").first().check();
      await page.locator("#email").fill(ASKS);
      await send(page);
      await page.waitForURL(/\/ask\/sent$/);
    },
  });
  add("fresh", "ask-confirm", "/ask", {
    open: async (page) => {
      await page.locator("input[type=radio]").first().check();
      await page.locator("#email").fill(ASKS);
      await send(page);
      await page.waitForURL(/\/ask\/sent$/);
      const sent = await mailed(page, ASKS, /\/ask\/confirm\//);
      await page.goto(/http\S+\/ask\/confirm\/\S+/.exec(sent)![0]);
    },
  });
  add("nobody", "ask-confirm-over", "/ask/confirm/no-such-link");
  add("nobody", "join", new URL(joins).pathname);
  wrong("nobody", "join", new URL(joins).pathname);
  add("nobody", "receipt-form", "/receipt");
  wrong("nobody", "receipt-form", "/receipt");
  add("nobody", "receipt", `/receipt/${receipt}`);
  add("nobody", "verify", "/verify");
  wrong("nobody", "verify", "/verify");
  add("nobody", "verify-no", "/verify", {
    open: async (page) => {
      await page.locator("#receipt").fill("not a receipt");
      await send(page);
    },
  });
  add("nobody", "keys", "/keys");
  add("nobody", "receive-guide", "/receive-guide");
  add("nobody", "receive-over", "/receive/none");
  add("nobody", "not-me-over", "/not-me/none");
  add("nobody", "samples", "/samples");
  add("nobody", "samples-back", "/samples?back=1");
  add("nobody", "samples-staff", "/samples?side=staff");
  add("nobody", "outbox", "/demo/outbox");
  add("nobody", "not-found", "/no/such/page");

  add("customer", "data", "/data");
  for (const collection of ["shop.orders", "shop.insights", "shop.sign_ins", "support.contacts", "documents.letters"]) {
    add("customer", `data-${collection}`, `/data/${collection}`);
  }
  add("customer", "data-record", record);
  if (letter) add("customer", "data-document", letter);
  add("customer", "correct", `${record}/phone`);
  wrong("customer", "correct", `${record}/phone`);
  add("customer", "correct-check", `${record}/phone`, {
    open: async (page) => {
      await page.locator("#new").fill("+353 21 555 0777");
      await send(page);
    },
  });
  add("customer", "statement", `${record}/phone/statement`);
  wrong("customer", "statement", `${record}/phone/statement`);
  if (review) {
    add("customer", "review", review);
    add("customer", "review-error", review, {
      open: async (page) => {
        await page.locator("#reason").fill("too long ".repeat(1000));
        await send(page);
      },
    });
  }
  add("customer", "data-partial", "/data", {
    open: async (page) => {
      await rename(habeas.path("documents"), habeas.path("away"));
      await page.reload();
    },
    close: async () => rename(habeas.path("away"), habeas.path("documents")),
  });
  add("customer", "trouble-unavailable", "/data/documents.letters", {
    open: async (page) => {
      await rename(habeas.path("documents"), habeas.path("away"));
      await page.reload();
    },
    close: async () => rename(habeas.path("away"), habeas.path("documents")),
  });
  add("customer", "take-away", "/take-away");
  add("customer", "take-away-error", "/take-away", {
    open: async (page) => {
      await page.locator("main input[type=radio]").nth(1).check();
      await send(page);
    },
  });
  add("customer", "delete", "/delete");
  add("customer", "delete-confirm", "/delete/confirm");
  wrong("customer", "delete-confirm", "/delete/confirm");
  add("customer", "choices", "/choices");
  add("customer", "requests", "/requests");
  add("customer", "requests-other", "/requests/other");
  wrong("customer", "requests-other", "/requests/other");
  const requests = { copy, complaint, late, paused, refused, withdrawn, correction, erasure };
  for (const [name, number] of Object.entries(requests)) {
    add("customer", `request-${name}`, `/requests/${number}`);
  }
  add("customer", "request-messages", `/requests/${complaint}/messages`);
  wrong("customer", "request-messages", `/requests/${complaint}/messages`);
  add("customer", "trouble-refused", `/requests/${late}`, {
    open: async (page) => {
      // Withdrawn in another window meanwhile: what the button says can no longer be done.
      await page.evaluate((to) => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = to;
        form.innerHTML = '<input name="act" value="withdraw">';
        document.body.append(form);
        form.submit();
      }, `/requests/${withdrawn}`);
      await page.waitForURL(new RegExp(withdrawn));
      await page.waitForLoadState();
    },
  });
  add("customer", "hand-over", `/requests/${copy}/hand-over`);
  add("customer", "looks", "/looks");
  add("customer", "account", "/account");
  add("customer", "account-add", "/account/add");
  wrong("customer", "account-add", "/account/add");
  add("customer", "account-verify", "/account/add", {
    open: async (page) => {
      await page.locator("#value").fill("patrick.other@post.example");
      const password = page.locator("#password");
      if (await password.isVisible()) await password.fill(PEOPLE.customer.password);
      await send(page);
      await page.waitForURL(/\/account\/verify$/);
    },
  });
  add("customer", "security", "/account/security");
  add("customer", "security-error", "/account/security", {
    open: async (page) => send(page, "password"),
  });
  add("customer", "security-set-up", "/account/security", {
    open: async (page) => {
      if ((await page.locator("main svg").count()) === 0) await send(page, "begin");
      await page.locator("main svg").waitFor();
    },
  });
  add("fresh", "security-on", "/sign-in", {
    open: async (page) => {
      await signIn(page, DECLAN);
      // One code counts once: whoever comes again within half a minute takes the next.
      await expect(async () => {
        await page.locator("#code").fill(totp(secret));
        await page.locator("main form button").first().click();
        await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"), { timeout: 1500 });
      }).toPass({ timeout: 45_000, intervals: [1000, 3000] });
      await page.goto("/account/security");
    },
  });
  add("customer", "prove", "/prove");
  wrong("customer", "prove", "/prove");
  add("newcomer", "summary-only", "/data");
  add("newcomer", "summary-refused", "/take-away");

  add("officer", "staff-morning", "/staff/morning");
  add("officer", "staff-queue", "/staff");
  add("officer", "staff-queue-none", "/staff?right=portability&stage=running");
  add("officer", "staff-find", "/staff/find");
  wrong("officer", "staff-find", "/staff/find");
  add("officer", "staff-find-found", "/staff/find", {
    open: async (page) => {
      await page.locator("#value").fill(PEOPLE.customer.email);
      await send(page);
    },
  });
  add("officer", "staff-bulk", "/staff", {
    open: async (page) => {
      await page.locator("tr.line input").first().check();
      await page.locator("tr.line input").nth(1).check();
      await page.locator("button[name=bulk]").first().click();
      await page.waitForURL(/\/staff\/bulk/);
    },
  });
  for (const [name, number] of Object.entries({ ...requests, entered: waiting })) {
    add("officer", `staff-request-${name}`, `/staff/requests/${number}`);
  }
  add("officer", "staff-request-person", `/staff/requests/${complaint}/person`);
  add("officer", "staff-request-messages", `/staff/requests/${complaint}/messages`);
  add("officer", "staff-request-letter", `/staff/requests/${complaint}/letter`);
  wrong("officer", "staff-request-messages", `/staff/requests/${complaint}/messages`);
  add("officer", "staff-request-holds", `/staff/requests/${erasure}/holds`);
  add("officer", "staff-returned", "/staff/returned");
  add("officer", "staff-bench", "/staff/bench");
  add("officer", "staff-bench-request", `/staff/requests/${copy}/bench`);
  add("officer", "staff-bench-item", `/staff/requests/${copy}/bench`, {
    open: async (page) => {
      const item = page.locator("main a[href*='/bench/']").first();
      await page.goto((await item.getAttribute("href"))!);
    },
  });
  add("officer", "staff-stopped", "/staff/stopped");
  add("officer", "staff-approve", `/staff/requests/${erasure}/approve`);
  add("officer", "staff-reports", "/staff/reports");
  add("officer", "staff-templates", "/staff/templates");
  add("officer", "staff-audit", "/staff/audit");
  add("agent", "staff-intake", "/staff/intake");
  wrong("agent", "staff-intake", "/staff/intake");
  add("agent", "staff-intake-check", "/staff/intake", { open: async (page) => fillIntake(page) });
  add("agent", "staff-who", `/staff/requests/${waiting}/who`);
  wrong("agent", "staff-who", `/staff/requests/${waiting}/who`);
  add("agent", "staff-person", `/staff/requests/${waiting}/person`);
  add("agent", "staff-inside", `/staff/requests/${waiting}/inside`);
  for (const page of ["audit", "reports", "accesses", "chain", "map", "processing"]) {
    add("auditor", `staff-${page}-auditor`, `/staff/${page}`);
  }
  add("administrator", "staff-map", "/staff/map");
  add("administrator", "staff-sessions", "/staff/sessions");
  return places;
}

/** A browser without scripts, which does not wait for long. */
async function without(browser: Browser, habeas: Server): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled: false });
  context.setDefaultTimeout(15_000);
  return context;
}

async function fillIntake(page: Page): Promise<void> {
  await page.locator("#wanted").selectOption("access");
  await page.locator("#channel").selectOption("phone");
  const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Dublin" });
  await page.locator("#received").fill(today);
  await page.locator("#kind").selectOption("customer_id");
  await page.locator("#value").fill("1012");
  await send(page);
}

/** A request that the desk took by telephone; nobody has been checked yet. */
async function taken(browser: Browser, habeas: Server): Promise<string> {
  const context = await without(browser, habeas);
  const page = await context.newPage();
  await signIn(page, PEOPLE.agent);
  await page.goto("/staff/intake");
  await fillIntake(page);
  await send(page, "do");
  await page.waitForURL(/\/staff\/requests\/HB-/);
  const reference = new URL(page.url()).pathname.split("/")[3]!;
  await context.close();
  return reference;
}

async function givenCode(page: Page, path: string, email: string): Promise<void> {
  await page.goto(path);
  await page.locator("#email").fill(email);
  await send(page);
  await page.waitForURL(/\/code$/);
  await page.locator("#code").fill(codeIn(await mailed(page, email, /\d{4} \d{4}/)));
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/password$/);
}

/** Somebody whom nothing but a mailbox has shown. */
async function makeAccount(browser: Browser, habeas: Server): Promise<void> {
  const context = await without(browser, habeas);
  const page = await context.newPage();
  await givenCode(page, "/register", PEOPLE.newcomer.email);
  await page.locator("input[type=password]").fill(PEOPLE.newcomer.password);
  await send(page);
  await page.waitForURL(/\/data$/);
  await context.close();
}

/** Sets up a second proof; its secret. */
async function secondProof(browser: Browser, habeas: Server): Promise<string> {
  const context = await without(browser, habeas);
  const page = await context.newPage();
  await signIn(page, DECLAN);
  await page.goto("/account/security");
  await send(page, "begin");
  const secret = (await page.locator("main svg ~ p code").first().innerText()).replaceAll(" ", "");
  await page.locator("#code").fill(totp(secret));
  await send(page, "confirm");
  await context.close();
  return secret;
}

/** A browser of its own for each reader, signed in. */
export type Readers = Record<Exclude<Who, "fresh">, BrowserContext>;

export async function readers(
  browser: Browser,
  habeas: Server,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Readers> {
  const open = async (who: Exclude<Who, "fresh">): Promise<BrowserContext> => {
    const context = await browser.newContext({ ...options, baseURL: habeas.address });
    context.setDefaultTimeout(15_000);
    if (who !== "nobody") {
      const page = await context.newPage();
      await signIn(page, PEOPLE[who]);
      await page.close();
    }
    return context;
  };
  return {
    nobody: await open("nobody"),
    customer: await open("customer"),
    newcomer: await open("newcomer"),
    officer: await open("officer"),
    agent: await open("agent"),
    auditor: await open("auditor"),
    administrator: await open("administrator"),
  };
}

/** Opens a place for its reader, hands the page over, and leaves everything as it was. */
export async function visit(
  place: Place,
  contexts: Readers,
  fresh: () => Promise<BrowserContext>,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const own = place.who === "fresh" ? await fresh() : undefined;
  own?.setDefaultTimeout(15_000);
  const page = await (own ?? contexts[place.who as keyof Readers]).newPage();
  try {
    const answer = await page.goto(place.path);
    // An address that leads nowhere would be a clean page too.
    const nothing = /over$|not-found|refused$/.test(place.name);
    if (!nothing && answer!.status() >= 400) throw new Error(`${place.path}: ${answer!.status()}`);
    await place.open?.(page);
    await act(page);
  } finally {
    await place.close?.();
    await page.close();
    await own?.close();
  }
}
