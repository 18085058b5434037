import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/test.ts";

test("a language is chosen on any page, leads back there and stays", async ({ page }) => {
  await page.goto("/verify");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page).toHaveURL(/\/verify$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Comprobar un recibo");
  await expectAccessible(page);
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Iniciar sesión");
  const kept = (await page.context().cookies()).find((cookie) => cookie.name.endsWith("language"));
  expect(kept).toMatchObject({ value: "es", httpOnly: true, sameSite: "Lax" });
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("what the browser asks for is spoken to whoever has not chosen", async ({ browser, habeas }) => {
  const context = await browser.newContext({ locale: "es-MX", baseURL: habeas.address });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("main")).toContainText("No necesita una cuenta");
  await context.close();
});

test("Spanish pages fit the width of a small phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  await page.getByRole("button", { name: "Español" }).click();
  for (const path of ["/", "/sign-in", "/receipt", "/verify", "/keys", "/nothing-here"]) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(beyond, path).toBeLessThanOrEqual(0);
  }
});
