import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/test.ts";

test("the front page answers and says what this is", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("main")).toBeVisible();
  await expectAccessible(page);
});

test("the page fits its width", async ({ page }) => {
  await page.goto("/");
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond).toBeLessThanOrEqual(0);
});
