/**
 * The whole journey in Spanish: pages, what the data map names, mails, the package and the
 * receipt. No English is left where a person reads.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { mailed } from "../support/mail.ts";
import { PEOPLE, signIn } from "../support/pages.ts";
import { Server } from "../support/server.ts";
import { value } from "../support/stores.ts";
import { expect, test } from "../support/test.ts";

const run = promisify(execFile);
const MARIA = { id: 1001, email: "maria.keane@post.example", password: "walnut-ladder-river-47" };

/** Words of the map that would show that something was not translated. */
const ENGLISH =
  /Our web shop|Our help desk|Our filing room|Your account|Customer number|Date of birth|As long as|Ten years|To send you|The parcel carrier|Tax law|You lose|Invoices|Orders/;

async function noEnglish(page: Page): Promise<void> {
  const text = await page.locator("body").innerText();
  expect(ENGLISH.exec(text)?.[0], `English on ${page.url()}`).toBeUndefined();
}

async function comes(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    const there = await page.getByText(text).first().isVisible();
    if (!there) await page.reload();
    expect(there).toBe(true);
  }).toPass({ timeout: 30_000, intervals: [250, 500, 1000] });
}

test("una persona ve, rectifica, se lleva, dice que no y se va", async ({ browser }, info) => {
  test.skip(info.project.name.endsWith("noscript"), "the words are the same");
  test.slow();
  const habeas = await Server.start();
  const shop = habeas.path("shop.sqlite");
  const context = await browser.newContext({
    baseURL: habeas.address,
    locale: "es-ES",
    timezoneId: "Europe/Dublin",
    viewport: info.project.use.viewport,
  });
  const page = await context.newPage();

  await test.step("ve", async () => {
    await signIn(page, MARIA);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sus datos");
    await expect(page.getByText("Nuestra tienda en línea").first()).toBeVisible();
    await expect(page.getByText("Fecha de nacimiento").first()).toBeVisible();
    await expect(page.getByText(/Para llevar su cuenta/).first()).toBeVisible();
    await noEnglish(page);
    await expectAccessible(page);
    await page.goto("/data/shop.orders");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Pedidos");
    await noEnglish(page);
  });

  await test.step("rectifica", async () => {
    await page.goto("/data");
    await page.getByRole("link", { name: "Cambiar Fecha de nacimiento" }).first().click();
    await page.locator("#new").fill("1971-02-03");
    await page.getByRole("button", { name: "Continuar" }).click();
    await noEnglish(page);
    await page.getByRole("button", { name: "Enviar la rectificación" }).click();
    await comes(page, "Respondida");
    await noEnglish(page);
    expect(await value(shop, `SELECT date_of_birth FROM customers WHERE id = ${MARIA.id}`)).toBe("1971-02-03");
  });

  await test.step("se lleva sus datos", async () => {
    await page.goto("/take-away");
    await noEnglish(page);
    await page.getByRole("button", { name: "Preparar mi copia" }).click();
    await comes(page, "Su copia está lista");
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Descargar" }).click();
    const folder = await mkdtemp(join(tmpdir(), "habeas-copia-"));
    await run("unzip", ["-q", await (await coming).path(), "-d", folder]);
    const index = await readFile(join(folder, "index.html"), "utf8");
    expect(index).toContain('<html lang="es"');
    expect(index).toContain("Nuestra tienda en línea");
    expect(index).toContain("Lo que hemos deducido de usted");
    expect(ENGLISH.exec(index)?.[0]).toBeUndefined();
    const orders = JSON.parse(await readFile(join(folder, "data/shop/orders.json"), "utf8"));
    expect(orders.labels.number).toBe("Número de pedido");
    const about = await readFile(join(folder, "about/processing.json"), "utf8");
    expect(about).toContain("Para enviarle lo que ha pedido");
    expect(ENGLISH.exec(about)?.[0]).toBeUndefined();
    await rm(folder, { recursive: true });
  });

  await test.step("dice que no", async () => {
    await page.goto("/choices");
    await expect(page.getByRole("heading", { name: "¿Podemos enviarle novedades y ofertas?" })).toBeVisible();
    await noEnglish(page);
    await page.getByRole("button", { name: "No, dejen de hacerlo" }).first().click();
    await expect.poll(async () => value(shop, `SELECT marketing_ok FROM customers WHERE id = ${MARIA.id}`)).toBe(0);
    await expect(async () => {
      await page.goto("/choices");
      await expect(page.getByText(/Hecho en: Nuestra tienda en línea/).first()).toBeVisible({ timeout: 500 });
    }).toPass();
  });

  let reference = "";
  await test.step("se va", async () => {
    await page.goto("/delete");
    await expect(page.getByText(/Pierde \d+ puntos/)).toBeVisible();
    await page.locator("details", { hasText: "Lo que se queda" }).locator("summary").click();
    await expect(page.getByText(/La ley de impuestos nos obliga/).first()).toBeVisible();
    await noEnglish(page);
    await page.goto("/delete/confirm");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Suprimir mis datos" }).click();
    await expect(page).toHaveURL(/\/requests\/HB-/);
    reference = page.url().split("/").pop()!;
    await noEnglish(page);
    const desk = await browser.newContext({ baseURL: habeas.address, locale: "es-ES" });
    const officer = await desk.newPage();
    await signIn(officer, PEOPLE.officer);
    await officer.goto(`/staff/requests/${reference}`);
    await expect(officer.getByText("Nuestra tienda en línea").filter({ visible: true }).first()).toBeVisible();
    await noEnglish(officer);
    await officer.locator('button[value="approve"]').click();
    await desk.close();
    await comes(page, "Sus datos están borrados");
    await noEnglish(page);
    await expectAccessible(page);
    await page.goto(`/receipt/${reference}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Recibo de una supresión");
    await expect(page.getByText("Nuestro archivo").first()).toBeVisible();
    await noEnglish(page);
    await expectAccessible(page);
    const farewell = await mailed(page, MARIA.email, new RegExp(reference));
    expect(farewell).not.toMatch(/\b(you|your|the)\b/i);
  });

  await test.step("lo firmado queda como se firmó", async () => {
    const signed = await (await page.request.get(`/receipt/${reference}/signed.json`)).text();
    expect(signed).toContain("Our web shop");
    await page.goto("/verify");
    await page.locator("#receipt").fill(signed);
    await page.getByRole("button", { name: "Comprobarlo" }).click();
    await expect(page.getByText("Este recibo es auténtico")).toBeVisible();
    await noEnglish(page);
  });
  await context.close();
  await habeas.stop();
  await habeas.forget();
});
