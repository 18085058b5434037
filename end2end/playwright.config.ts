import { defineConfig, type PlaywrightTestOptions } from "@playwright/test";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

/** What most people do: read at both widths, with scripts and without. */
const EVERYBODY = /(home|journey|correct|register|see|language)\.spec\.ts$/;

/**
 * A project for each width, with scripts and without. Every story runs on a desktop with scripts
 * and on a telephone without: between them they have both widths and both ways.
 */
function project(name: string, use: Partial<PlaywrightTestOptions>, testMatch?: RegExp) {
  return testMatch ? { name, use, testMatch } : { name, use };
}

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // Each test has a program and stores of its own, so all may run side by side. Two cores: two
  // workers.
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // A test that passes only the second time is not passing.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? [["list"]] : [["list"], ["html", { open: "never" }]],
  use: {
    // Not `isMobile` and no device name: one engine, two widths.
    locale: "en-IE",
    timezoneId: "Europe/Dublin",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    project("desktop", desktop),
    project("phone-noscript", { ...phone, javaScriptEnabled: false }),
    project("phone", phone, EVERYBODY),
    project("desktop-noscript", { ...desktop, javaScriptEnabled: false }, EVERYBODY),
  ],
});
