import { defineConfig, type PlaywrightTestOptions } from "@playwright/test";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

/** A project for each width, with scripts and without. */
function project(name: string, use: Partial<PlaywrightTestOptions>) {
  return { name, use };
}

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // Each worker has a program and stores of its own, and each journey a person
  // of its own, so files may run side by side. Two cores: two workers.
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
    project("phone", phone),
    project("desktop", desktop),
    project("phone-noscript", { ...phone, javaScriptEnabled: false }),
    project("desktop-noscript", { ...desktop, javaScriptEnabled: false }),
  ],
});
