/**
 * Every page, each with somebody who may read it, on a program in which something has happened.
 */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Server } from "./server.ts";

export type Who = "nobody" | "customer" | "agent" | "officer" | "auditor";

/** Everybody who reads. */
export const READERS: Who[] = ["nobody", "customer", "agent", "officer", "auditor"];

export const PEOPLE = {
  customer: { email: "patrick.osullivan@post.example", password: "granite-swallow-anchor-38" },
  agent: { email: "nuala.brady@fernhill.example", password: "saddle-quartz-bakery-54" },
  officer: { email: "amara.diallo@fernhill.example", password: "juniper-canvas-signal-26" },
  auditor: { email: "roisin.maguire@fernhill.example", password: "paper-lighthouse-cedar-17" },
};

/** A page: its name in file names and reports, who reads it, and where it is. */
export interface Place {
  name: string;
  who: Who;
  path: string;
}

/** Signs somebody in. The words of the page are not used: it may be in any language. */
export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#email").fill(who.email);
  await page.locator("#password").fill(who.password);
  await page.locator("main form button").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/**
 * Makes requests of several kinds and gives every page there is then. It is done without scripts:
 * every form works without them.
 */
export async function prepared(browser: Browser, habeas: Server): Promise<Place[]> {
  const context = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, PEOPLE.customer);
  const reference = () => new URL(page.url()).pathname.split("/")[2]!;

  await page.goto("/take-away");
  await page.locator("main form button").last().click();
  await page.waitForURL(/\/requests\/HB-/);
  const copy = reference();

  await page.goto("/requests/other");
  await page.locator("input[value=complaint]").check();
  await page.locator("#details").fill("Nobody called me back.");
  await page.locator("main form button").click();
  await page.waitForURL(/\/requests\/HB-/);
  const complaint = reference();
  await page.goto(`/requests/${complaint}/messages`);
  await page.locator("#message").fill("It was on Tuesday. I waited at home.");
  await page.locator("main form button").click();
  await page.waitForURL(/\/requests\/HB-[^/]*$|#messages$/);

  await page.goto("/delete/confirm");
  await page.locator("main input[type=checkbox]").check();
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/requests\/HB-/);
  const erasure = reference();

  await page.goto("/data");
  const collection = await page.locator("main a[href^='/data/']").first().getAttribute("href");
  const record = await page
    .locator("main a[href^='/data/shop.customers/']")
    .first()
    .getAttribute("href");
  const [, , place, token] = record!.split("/");
  await context.close();

  // A call at the desk: a request that somebody else made, whose maker is still to be checked.
  const desk = await browser.newContext({ baseURL: habeas.address, javaScriptEnabled: false });
  const call = await desk.newPage();
  await signIn(call, PEOPLE.agent);
  await call.goto("/staff/intake");
  await call.locator("#wanted").selectOption("access");
  await call.locator("#channel").selectOption("phone");
  const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Dublin" });
  await call.locator("#received").fill(today);
  await call.locator("#kind").selectOption("customer_id");
  await call.locator("#value").fill("1006");
  await call.locator("main form button").click();
  await call.locator("main button[value=do]").click();
  await call.waitForURL(/\/staff\/requests\/HB-/);
  const called = new URL(call.url()).pathname.split("/")[3]!;
  await desk.close();

  const nobody = [
    "/",
    "/sign-in",
    "/register",
    "/register/letter",
    "/register/no-code",
    "/reset",
    "/ask",
    "/receipt",
    "/verify",
    "/keys",
    "/samples",
    "/no/such/page",
  ];
  const customer = [
    "/data",
    `/data/${place}`,
    collection!.split("?")[0]!,
    `/data/${place}/${token}`,
    `/data/${place}/${token}/phone`,
    `/data/${place}/${token}/phone/statement`,
    "/take-away",
    "/delete",
    "/choices",
    "/requests",
    "/requests/other",
    `/requests/${copy}`,
    `/requests/${complaint}`,
    `/requests/${complaint}/messages`,
    `/requests/${erasure}`,
    "/looks",
    "/account",
    "/account/add",
    "/account/security",
  ];
  const officer = [
    "/staff/morning",
    "/staff",
    "/staff/find",
    `/staff/requests/${erasure}`,
    `/staff/requests/${complaint}`,
    `/staff/requests/${complaint}/messages`,
    `/staff/requests/${erasure}/approve`,
    "/staff/bulk",
    "/staff/intake",
    "/staff/reports",
    "/staff/templates",
    "/staff/audit",
    "/staff/accesses",
    "/staff/chain",
    "/staff/map",
    "/staff/processing",
  ];
  const agent = [
    "/staff/morning",
    "/staff",
    "/staff/find",
    "/staff/bulk",
    "/staff/intake",
    `/staff/requests/${called}`,
    `/staff/requests/${called}/who`,
    `/staff/requests/${called}/person`,
    `/staff/requests/${called}/inside`,
    `/staff/requests/${called}/messages`,
  ];
  const auditor = [
    "/staff/reports",
    "/staff/audit",
    "/staff/accesses",
    "/staff/chain",
    "/staff/map",
    "/staff/processing",
    "/account/security",
  ];
  const names = new Map([
    [copy, "copy"],
    [complaint, "complaint"],
    [erasure, "erasure"],
    [called, "call"],
    [token!, "record"],
  ]);
  const named = (path: string): string => {
    const parts = path.split("/").filter((part) => part !== "");
    return parts.map((part) => names.get(part) ?? part).join("-") || "home";
  };
  const all = (who: Who, paths: string[]): Place[] =>
    [...new Set(paths)].map((path) => ({
      // The officer's pages have the plain names; the same page of somebody else says whose.
      name: who === "agent" || who === "auditor" ? `${named(path)}-${who}` : named(path),
      who,
      path,
    }));
  return [
    ...all("nobody", nobody),
    ...all("customer", customer),
    ...all("agent", agent),
    ...all("officer", officer),
    ...all("auditor", auditor),
  ];
}

/** A browser of its own for each reader, signed in. */
export async function readers(
  browser: Browser,
  habeas: Server,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Record<Who, BrowserContext>> {
  const open = async (who: Who): Promise<BrowserContext> => {
    const context = await browser.newContext({ ...options, baseURL: habeas.address });
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
    agent: await open("agent"),
    officer: await open("officer"),
    auditor: await open("auditor"),
  };
}
