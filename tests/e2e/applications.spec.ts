import { expect, test, type Page } from '@playwright/test';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;
let application = '';
const keys: string[] = [];

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  await becomeAdministrator(page, host.welcomeLink);
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

/** How the API answers a program with a key. */
const answered = (key: string, path = '/api/application') => fetch(host.url + path, { headers: { Authorization: `Bearer ${key}` } });

test('Before the first application the page teaches what one is', async () => {
  await page.goto(`${host.url}/administration`);
  await page.getByRole('link', { name: 'Applications and API keys' }).click();
  await expect(page.getByRole('heading', { name: 'No program uses the API yet' })).toBeVisible();
  for (const view of views) {
    await expectEveryPageToFit(page, host.url, view, [['applications-empty', '/administration/applications']]);
  }
});

test('An administrator registers one by keyboard, and is told what is missing', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('link', { name: 'Register an application' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Register the application' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose at least one thing');
  await page.getByLabel(/^Name/).fill('Register of parks');
  await page.getByLabel(/^What it is for/).fill('Shows the processes of the parks on the website of the city.');
  await page.getByLabel(/^Contact/).fill('parks@example.org');
  for (const scope of ['Read the catalogue', 'Read processes']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${scope}`) }).focus();
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: 'Register the application' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Register of parks' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No key yet' })).toBeVisible();
  application = new URL(page.url()).pathname;
});

test('Its key is shown once, copied, and opens what it may', async () => {
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^What it is for/).fill('Website');
  await dialog.getByLabel('Works for').selectOption({ label: '30 days' });
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const shown = page.getByRole('group', { name: 'Copy the key now' });
  await expect(shown).toBeFocused();
  await shown.getByRole('button', { name: 'Copy the key' }).click();
  keys.push(await page.evaluate(() => navigator.clipboard.readText()));
  expect(keys[0]).toMatch(/^ilk_[a-z0-9-]+_[0-9a-z]{26}_[0-9A-Za-z]{38}$/);
  await expect(shown).toContainText(keys[0]!);
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  if (process.env.INTERLINK_SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.INTERLINK_SCREENSHOTS}/application-key-shown.png`, fullPage: true });
  }
  await shown.getByRole('button', { name: 'I have put it away' }).click();
  await page.reload();
  await expect(page.getByText(keys[0]!)).toHaveCount(0);
  expect((await answered(keys[0]!)).status).toBe(200);
  expect((await answered(keys[0]!, '/api/catalogue/interlinkers')).status).toBe(200);
  expect((await answered(keys[0]!, '/api/events')).status).toBe(403);
  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: 'Website' })).toContainText('last used');
});

test('Replaced, both keys work until the old one is revoked', async () => {
  await page.getByRole('button', { name: 'Replace the key Website' }).click();
  await page.getByRole('dialog').getByLabel('The old key goes on working for').selectOption({ label: '3 days' });
  await page.getByRole('dialog').getByRole('button', { name: 'Make the new key' }).click();
  const shown = page.getByRole('group', { name: 'Copy the key now' });
  keys.push((await shown.locator('code').innerText()).trim());
  await shown.getByRole('button', { name: 'I have put it away' }).click();
  const old = page.getByRole('listitem').filter({ hasText: 'Being replaced' });
  await expect(old).toHaveCount(1);
  expect((await Promise.all(keys.map((key) => answered(key)))).map((one) => one.status)).toEqual([200, 200]);
  await old.getByRole('button', { name: 'Revoke the key Website' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke the key' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Revoked' })).toHaveCount(1);
  expect((await Promise.all(keys.map((key) => answered(key)))).map((one) => one.status)).toEqual([401, 200]);
});

test('In a team it is, and out again; what was done stands in the audit', async () => {
  await page.evaluate(async () => {
    const send = async (path: string, body: object) => (await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'interlink' }, body: JSON.stringify(body),
    })).json();
    const home = await send('/api/organizations', { name: { en: 'City of Riga' }, isPublic: true, defaultTeamType: 'citizen', teamCreation: 'administrators' });
    await send(`/api/organizations/${home.id}/teams`, { name: 'Programs', type: 'citizen' });
  });
  await page.reload();
  await page.getByRole('searchbox', { name: 'Search teams' }).fill('prog');
  await page.getByRole('button', { name: 'Put it into Programs' }).click();
  await expect(page.getByRole('button', { name: 'Take out of Programs' })).toBeVisible();
  for (const view of views) {
    await expectEveryPageToFit(page, host.url, view, [
      ['applications', '/administration/applications'], ['application', application], ['application-edit', `${application}/edit`],
    ]);
  }
  await page.goto(host.url + application);
  await page.getByRole('button', { name: 'Take out of Programs' }).click();
  await expect(page.getByRole('button', { name: 'Take out of Programs' })).toHaveCount(0);
  await expect(async () => {
    await page.goto(`${host.url}/administration/audit`);
    await expect(page.getByRole('listitem').filter({ hasText: 'Key of an application revoked' }).first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
});

test('Renamed, then removed, no key works any more', async () => {
  await page.goto(host.url + application);
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel(/^Name/).fill('Parks on the website');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Parks on the website' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the application' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the application' }).click();
  await expect(page.getByRole('heading', { name: 'No program uses the API yet' })).toBeVisible();
  expect((await answered(keys[1]!)).status).toBe(401);
});
