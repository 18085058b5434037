/**
 * The whole demo: thousands of customers in four stores. It starts quickly, one person among them
 * is found, shown and packed like any other, with pictures; and nobody meets themselves at work.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expectAccessible } from "../support/axe.ts";
import { PEOPLE, signIn } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const run = promisify(execFile);
const HELGA = { id: 2001, email: "helga.koehler@brief.example", password: "lantern-quarry-saddle-58" };
const MARIA = { id: 1001, email: "maria.keane@post.example", password: "walnut-ladder-river-47" };
const WHOLE = { HABEAS_DEMO_CAST: "false" };

test("a person among thousands, with twenty thousand events and pictures", async ({ browser }, info) => {
  test.skip(info.project.name !== "desktop", "once is enough");
  test.setTimeout(240_000);
  const habeas = await Server.start(WHOLE);
  expect(Number(await value(habeas.path("shop.sqlite"), "SELECT count(*) FROM customers"))).toBeGreaterThan(5000);

  await test.step("prints whom one can be, and whom to find", async () => {
    const said = await readFile(habeas.log, "utf8");
    const people = said.split("Be somebody:")[1]!.split("Or work there:")[0]!;
    expect(people.match(/^  \S+@\S+ +(\w+-){3}\d+ /gm)).toHaveLength(10);
    expect(said).toContain("Find at the desk");
  });

  const context = await browser.newContext({ baseURL: habeas.address, locale: "en-IE" });
  const page = await context.newPage();
  await signIn(page, HELGA);
  await test.step("sees four systems, and pages through what she looked at", async () => {
    await expect(page.getByText("Our marketing").first()).toBeVisible();
    await expectAccessible(page);
    await page.goto("/data/marketing.events");
    await expect(page.getByText(/20,000/).first()).toBeVisible();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(page.getByText(/Page 2 of/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("takes it all away", async () => {
    await page.goto("/take-away");
    await page.getByRole("button", { name: "Make my copy" }).click();
    await expect(async () => {
      const ready = await page.getByRole("heading", { name: "Your copy is ready" }).isVisible();
      if (!ready) await page.reload();
      expect(ready).toBe(true);
    }).toPass({ timeout: 90_000, intervals: [500, 1000] });
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const folder = await mkdtemp(join(tmpdir(), "habeas-copy-"));
    await run("unzip", ["-q", await (await coming).path(), "-d", folder]);
    const events = JSON.parse(await readFile(join(folder, "data/marketing/events.json"), "utf8"));
    expect(events.rows).toHaveLength(20_000);
    // Pictures lie in it as pictures, and the page at home shows them.
    const pictures = (await readdir(join(folder, "files"), { recursive: true })).filter((name) =>
      /\.(png|jpg)$/.test(name),
    );
    expect(pictures.length).toBeGreaterThanOrEqual(2);
    await page.goto(`file://${join(folder, "index.html")}`);
    const shown = page.locator("main img, body img");
    expect(await shown.count()).toBe(pictures.length);
    await shown.first().scrollIntoViewIfNeeded();
    await expect
      .poll(async () => shown.first().evaluate((one) => (one as HTMLImageElement).naturalWidth))
      .toBe(240);
    await expect(shown.first()).toHaveAttribute("alt", /\S/);
    await expectAccessible(page);
    await rm(folder, { recursive: true });
  });
  await context.close();

  await test.step("pictures are shown on the page of the document too", async () => {
    const own = await browser.newContext({ baseURL: habeas.address, locale: "en-IE" });
    const maria = await own.newPage();
    await signIn(maria, MARIA);
    for (const [place, type] of [["plans", "image/png"], ["parcels", "image/jpeg"]] as const) {
      await maria.goto(`/data/documents.${place}`);
      const href = await maria.getByRole("link", { name: "Open the document" }).first().getAttribute("href");
      const answer = await maria.request.get(new URL(href!, maria.url()).href);
      expect(answer.headers()["content-type"]).toBe(type);
      await expectAccessible(maria);
    }
    // Uploads of people wait for somebody to look.
    await maria.goto("/data/documents.uploads");
    await expect(maria.getByRole("link", { name: "Open the document" })).toHaveCount(0);
    await own.close();
  });

  await test.step("nobody meets themselves at work", async () => {
    const desk = await browser.newContext({ baseURL: habeas.address, locale: "en-IE" });
    const agent = await desk.newPage();
    await signIn(agent, PEOPLE.agent);
    await agent.goto("/staff/find");
    await agent.locator("#kind").selectOption("email");
    await agent.locator("#value").fill("nuala@bradys.example");
    await agent.locator("main form button").last().click();
    await expect(agent.getByText("nuala@bradys.example")).toHaveCount(0);
    await desk.close();
  });

  await habeas.stop();
  const began = Date.now();
  const again = await habeas.again(WHOLE);
  expect(Date.now() - began, "the second start").toBeLessThan(10_000);
  await again.stop();
  await again.forget();
});
