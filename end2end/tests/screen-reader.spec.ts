/** What a screen reader is told on the main pages: roles, names and their order. */
import { PEOPLE, signIn } from "../support/pages.ts";
import { expect, test } from "../support/test.ts";

test("the main pages say what they are", async ({ page }, info) => {
  test.skip(info.project.name !== "desktop", "what is said does not depend on the width");
  const main = page.getByRole("main");
  await page.goto("/");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to the content":
      - /url: "#main"
    - banner:
      - paragraph:
        - link /Fernhill Home & Garden/
    - main:
      - heading /.+/ [level=1]
    - contentinfo:
      - paragraph: /Fernhill Home & Garden/
      - list:
        - listitem:
          - link "privacy@fernhill.example"
  `);
  await page.goto("/sign-in");
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - link "Back"
      - heading "Sign in" [level=1]
      - paragraph
      - text: E-mail address
      - textbox "E-mail address"
      - text: Password
      - textbox "Password"
      - paragraph:
        - button "Sign in"
      - list:
        - listitem:
          - link "Make an account"
  `);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator("#problems")).toMatchAriaSnapshot(`
    - alert:
      - heading "There is a problem" [level=2]
      - list:
        - listitem:
          - link
  `);
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/\S/);

  await signIn(page, PEOPLE.customer);
  await expect(page.getByRole("navigation", { name: "Main" }).or(page.locator("nav.nav"))).toMatchAriaSnapshot(`
    - navigation:
      - list:
        - listitem:
          - link "Your data"
        - listitem:
          - link
        - listitem:
          - link
        - listitem:
          - link
  `);
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Your data" [level=1]
      - navigation "What is held":
        - list
      - region "Your account":
        - heading "Your account" [level=2]
  `);
  await expect(page.getByRole("link", { name: "Change E-mail address" }).first()).toBeVisible();
  await page.goto("/choices");
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Who may use your data, and for what" [level=1]
      - region "May we send you news and offers?":
        - heading "May we send you news and offers?" [level=2]
        - paragraph
  `);
  await page.goto("/delete");
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Delete your data" [level=1]
      - group: /What goes. \\d+/
      - group: /What stays, and why. \\d+/
      - heading "What happens then" [level=2]
  `);
  await page.goto("/requests");
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Your requests" [level=1]
  `);
});
