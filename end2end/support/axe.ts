import axe from "axe-core";
import { expect, type Page } from "@playwright/test";

/**
 * No finding of axe, by the rules of WCAG 2.2 AA and good practice, however small. The message
 * names rule, element and help page. `rules` looks at some rules only.
 */
export async function expectAccessible(page: Page, name?: string, rules?: string[]): Promise<void> {
  const scripts = await page.evaluate(() => !matchMedia("(scripting: none)").matches);
  const findings = scripts ? await findingsOf(page, rules) : await findingsOfCopy(page);
  const where = `axe on ${name ?? new URL(page.url()).pathname}`;
  (name ? expect.soft : expect)(findings, where).toEqual([]);
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function findingsOf(page: Page, rules?: string[]): Promise<string[]> {
  // Once for a page, however often it is looked at.
  const there = await page.evaluate(() => "axe" in globalThis);
  if (!there) await page.evaluate(axe.source);
  const only: axe.RunOptions["runOnly"] = rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, help, helpUrl, nodes }) =>
      nodes.map(({ target }) => `${id} (${impact}): ${help} at ${target.join(" ")} (${helpUrl})`),
    );
  }, only);
}

/**
 * axe cannot run in a page without scripts. So its HTML, as it is now, is shown
 * at the same address in a second page in which axe can run, but nothing of the
 * page itself can; what was inside `<noscript>` stays visible.
 */
async function findingsOfCopy(page: Page): Promise<string[]> {
  const html = (await page.content()).replace(/<(\/?)noscript\b/g, "<$1div");
  const url = page.url();
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const context = await browser.newContext({
    // Said because a new context takes what it is not told from the project.
    javaScriptEnabled: true,
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
  });
  try {
    const copy = await context.newPage();
    await copy.route(url, (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        headers: { "content-security-policy": "script-src 'none'" },
        body: html,
      }),
    );
    await copy.goto(url);
    return await findingsOf(copy);
  } finally {
    await context.close();
  }
}
