/** What the demo would have sent, read from its outbox page. */
import { expect, type Page } from "@playwright/test";

/** The newest message to somebody whose text matches; it comes a moment later. */
export async function mailed(page: Page, to: string, says: RegExp): Promise<string> {
  const outbox = await page.context().newPage();
  let text = "";
  await expect(async () => {
    await outbox.goto("/demo/outbox");
    const letters = outbox.locator(`article[data-to="${to}"]`, { hasText: says });
    text = await letters.first().innerText({ timeout: 1000 });
  }).toPass({ timeout: 20_000, intervals: [100, 200, 400, 800] });
  await outbox.close();
  return text;
}

/** The code in a message: eight digits in two groups. */
export function codeIn(text: string): string {
  return /^\d{4} \d{4}$/m.exec(text)![0];
}
