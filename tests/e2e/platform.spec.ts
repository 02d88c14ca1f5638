import { expect, test, type Page } from '@playwright/test';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { administrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

const [town, mayor] = ['Harbour town', 'mayor@example.org'];

let host: Host;
let page: Page;
let link: string;

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('alertdialog');

test.beforeAll(async ({ browser }) => {
  host = await Host.demo();
  page = await browser.newPage();
  await page.goto(`${host.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByLabel(/^Password/).fill(host.password);
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('Who runs the platform finds its pages in the menu of the account', async () => {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Platform' }).click();
  await expect(heading('Platform')).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('A space is made once the password is typed, and the link of its administrator is shown once', async () => {
  await page.getByRole('main').getByRole('link', { name: 'Make a space' }).click();
  await page.getByLabel('Name', { exact: true }).fill(town);
  await page.getByLabel('Id', { exact: true }).fill('harbour');
  await page.getByLabel('E-mail address of the administrator').fill(mayor);
  await button('Make the space').click();
  await page.getByRole('alert').getByRole('link', { name: /^Your own password/ }).click();
  await expect(page.getByLabel('Your own password')).toBeFocused();
  await page.getByLabel('Your own password').fill(host.password);
  await button('Make the space').click();
  await expect(heading(`${town} is made`)).toBeVisible();
  link = (await page.locator('.platform-link').innerText()).trim();
  expect(link).toContain('/t/harbour/welcome?token=');
  await button('I have handed it over').click();
  await expect(heading(town)).toBeVisible();
  await expect(page.getByText(/token=/)).toHaveCount(0);
});

test('The link leads its administrator into the new space', async ({ browser }) => {
  const other = await browser.newPage();
  await other.goto(link.replace(/^https?:\/\/[^/]+/, host.url));
  await other.getByLabel('E-mail address').fill(mayor);
  await other.getByLabel('Your name').fill('Mayor of the harbour');
  await other.getByLabel(/^Password/).fill('quiet harbour lantern nine');
  await other.getByRole('button', { name: 'Save and go on' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Hello');
  await expect(other.locator('.header')).toContainText(town);
  await other.goto(`${host.url}/t/harbour/platform`);
  await expect(other.getByRole('alert')).toBeVisible();
  await other.close();
});

test('A space is suspended with a reason and brought back to work', async () => {
  await button('Suspend').click();
  await dialog().getByLabel('Why?').fill('The contract has ended.');
  await dialog().getByLabel('Your own password').fill(host.password);
  await dialog().getByRole('button', { name: 'Suspend the space' }).click();
  await expect(dialog()).toHaveCount(0);
  await expect(page.getByRole('main').getByText('The contract has ended.')).toBeVisible();
  await button('Bring it back to work').click();
  await expect(page.getByRole('main').getByText('At work', { exact: true })).toBeVisible();
});

test('A deletion is asked for by typing the id, and taken back', async () => {
  await button('Delete').click();
  await expect(dialog()).toContainText('7 days');
  await dialog().getByLabel('Type harbour to confirm').fill('harbour');
  await dialog().getByLabel('Your own password').fill(host.password);
  await dialog().getByRole('button', { name: 'Delete the space' }).click();
  await expect(page.getByRole('heading', { name: 'Being deleted' })).toBeVisible();
  await button('Take the deletion back').click();
  await expect(page.getByRole('main').getByText('At work', { exact: true })).toBeVisible();
});

test('The audit of the platform says who did it', async () => {
  // The audit is made from what was committed, a moment later.
  await expect(async () => {
    await page.goto(`${host.url}/platform/audit`);
    await expect(page.locator('.audit-action').filter({ hasText: 'Deletion of a space asked for' })).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('by Demo administrator', { exact: false }).first()).toBeVisible();
});

test('Every page fits and is accessible', async () => {
  for (const view of views) {
    await expectEveryPageToFit(page, host.url, view, [
      ['platform', '/platform'], ['platform-new', '/platform/tenants/new'], ['platform-tenant', '/platform/tenants/harbour'], ['platform-audit', '/platform/audit'],
    ]);
  }
});
