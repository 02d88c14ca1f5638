import { expect, test, type Page } from '@playwright/test';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

/** A picture of one pixel. */
const logo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let host: Host;
let page: Page;

const action = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--action').trim());
const save = () => page.getByRole('button', { name: 'Save the settings' }).click();

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage();
  await becomeAdministrator(page, host.welcomeLink);
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('The settings are found under Administration', async () => {
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('main').getByRole('link', { name: "Your organization's space" }).click();
  await expect(page.getByRole('heading', { level: 1, name: "Your organization's space" })).toBeVisible();
});

test('A colour that cannot be read is refused with the reason beside the field', async () => {
  await page.getByText('A colour of our own').click();
  await page.getByLabel('On light ground', { exact: true }).fill('#ffcc00');
  await expect(page.getByText(/too little to be read/)).toBeVisible();
  await save();
  await page.getByRole('alert').getByRole('link', { name: /stronger colour/ }).click();
  await expect(page.getByLabel('On light ground', { exact: true })).toBeFocused();
});

test('Name, colour, words and logo are shown in the shell once they are saved', async () => {
  await page.getByLabel('Name', { exact: true }).fill('Harbour town');
  await page.getByLabel('On light ground', { exact: true }).fill('#7a1fa2');
  await page.getByLabel('Processes', { exact: true }).fill('Journeys');
  await page.getByLabel('Organizations', { exact: true }).fill('Partners');
  await page.getByLabel('Teams', { exact: true }).fill('Crews');
  await save();
  await expect(page.getByText('The settings are saved.').first()).toBeVisible();
  const header = page.locator('.header');
  await expect(header).toContainText('Harbour town');
  await expect(header.getByRole('link', { name: 'Journeys' })).toBeVisible();
  await expect.poll(action).toBe('#7a1fa2');

  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
  await expect(page.getByText('The logo is saved.').first()).toBeVisible();
  await expect(header.locator('img.brand-logo')).toBeVisible();
});

test('Headings and menus speak the words of the tenant, also after a reload and in texts that come later', async () => {
  const made = await page.request.post(`${host.url}/api/organizations`, {
    headers: { 'X-Requested-With': 'interlink' }, data: { name: { en: 'Harbour office' } },
  });
  expect(made.ok(), await made.text()).toBe(true);
  await page.goto(`${host.url}/organizations`);
  await expect(page.getByRole('heading', { level: 1, name: 'Partners' })).toBeVisible();
  await expect(page.locator('.header').getByRole('link', { name: 'Partners' })).toBeVisible();
  await page.getByRole('link', { name: 'Harbour office' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Crews' })).toBeVisible();
  await page.goto(`${host.url}/administration/tenant`);
});

test('A drawing with a script in it is refused as a logo', async () => {
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
  await expect(page.getByRole('alert')).toContainText('not a picture that can be used');
});

test('Who is not signed in sees the same name, colour and logo, also at the path of the tenant', async ({ browser }) => {
  const stranger = await browser.newPage();
  for (const path of ['/sign-in', '/t/local/sign-in']) {
    await stranger.goto(host.url + path);
    await expect(stranger.locator('.header')).toContainText('Harbour town');
    await expect(stranger.locator('img.brand-logo')).toBeVisible();
  }
  await stranger.goto(`${host.url}/t/nowhere/sign-in`);
  await expect(stranger.locator('.header')).toContainText('Interlink');
  await stranger.close();
});

for (const view of views) {
  test(`The page fits at ${view.width} pixels in the ${view.scheme} theme, in the tenant's own colour`, async () => {
    await expectEveryPageToFit(page, host.url, view, [['tenant-settings', '/administration/tenant']]);
    expect(await action()).toBe(view.scheme === 'light' ? '#7a1fa2' : await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent-dark').trim()));
  });
}
