import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { administrator, becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage({ acceptDownloads: true });
  await becomeAdministrator(page, host.welcomeLink);
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('Anybody can read the texts, from the foot of every page', async ({ browser }) => {
  const visitor = await browser.newPage();
  await visitor.goto(host.url);
  for (const [link, heading] of [['Terms of use', 'Terms of use'], ['Privacy', 'Privacy notice'], ['Accessibility', 'Accessibility statement']] as const) {
    await visitor.getByRole('contentinfo').getByRole('link', { name: link, exact: true }).click();
    await expect(visitor.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(visitor.getByRole('heading', { level: 3 }).first()).toBeVisible();
    await expectAccessible(visitor);
  }
  await visitor.close();
});

test('An administrator says who is responsible, and publishes terms', async () => {
  await page.goto(`${host.url}/administration`);
  await page.getByRole('link', { name: 'Privacy and legal texts' }).click();
  await page.getByRole('link', { name: 'Responsibility and retention' }).click();
  await page.getByLabel('Controller').fill('Riverside Council');
  await page.getByLabel('Days in which it can be taken back').fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice', { hasText: 'Saved.' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Legal texts', exact: true }).click();
  await expect(page.getByText('nobody is asked to agree to it. Once you publish')).toBeVisible();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Riverside Council');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish version 1' }).click();
});

test('What was being done waits while the person is asked, and goes on afterwards', async () => {
  const dialog = page.getByRole('alertdialog', { name: 'Something new to read' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('I agree to these terms').check();
  await dialog.getByRole('button', { name: 'Agree and go on' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Publish version 2' })).toBeVisible();
});

test('A form that is sent when a new version has come is not lost', async ({ browser }) => {
  const other = await browser.newContext({ storageState: await page.context().storageState() });
  const second = await other.newPage();
  await page.goto(`${host.url}/processes/new`);
  await page.getByLabel(/^Name/).fill('A square for everybody');
  await second.goto(`${host.url}/administration/privacy?text=privacy`);
  await second.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(second.getByRole('alertdialog')).toBeVisible();
  await other.close();
  await page.getByRole('button', { name: 'Create and choose a schema' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Something new to read' });
  await dialog.getByRole('button', { name: 'Agree and go on' }).click();
  await expect(dialog).toContainText('Tick every box to go on.');
  await page.keyboard.press('Space');
  await expect(dialog.getByLabel('I have read this notice')).toBeChecked();
  await dialog.getByRole('button', { name: 'Agree and go on' }).click();
  await expect(page).toHaveURL(/\/processes\/(?!new)/);
  await page.goto(`${host.url}/processes`);
  await expect(page.getByRole('link', { name: 'A square for everybody' })).toBeVisible();
});

test('A person takes a copy of the own data', async () => {
  await page.goto(`${host.url}/account/privacy`);
  await expect(page.getByRole('row', { name: /Terms of use/ })).toBeVisible();
  await page.getByRole('button', { name: 'Make a copy' }).click();
  const link = page.getByRole('link', { name: 'Download' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('my-data.zip');
});

for (const view of views) {
  test(`Pages of privacy are accessible and fit ${view.width} pixels, ${view.scheme}`, async () => {
    await expectEveryPageToFit(page, host.url, view, [
      ['privacy-mine', '/account/privacy'],
      ['privacy-terms', '/terms'],
      ['privacy-notice', '/privacy'],
      ['privacy-accessibility', '/accessibility'],
      ['privacy-texts', '/administration/privacy'],
      ['privacy-settings', '/administration/privacy/settings'],
      ['privacy-processing', '/administration/privacy/processing'],
      ['privacy-erasures', '/administration/privacy/erasures'],
      ['privacy-no-certificate', '/privacy/certificates/nothing'],
    ]);
  });
}

test('The only administrator is told what to do before leaving', async () => {
  await page.goto(`${host.url}/account/privacy`);
  await page.getByRole('button', { name: 'Delete my account …' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete your account?' });
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await expect(dialog).toContainText('Type your name exactly as it is shown');
  await dialog.getByLabel(/Type your name to confirm/).fill(administrator.name);
  await dialog.getByLabel('Your password').fill(administrator.password);
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await expect(dialog).toContainText('You are the only administrator');
  await expectAccessible(page);
});

test('A person who leaves is asked once more, and gets a certificate without a name', async ({ browser }) => {
  const demo = await Host.demo();
  const context = await browser.newContext();
  const person = await context.newPage();
  const signIn = async (role: string) => {
    await person.goto(`${demo.url}/sign-in`);
    await person.getByLabel('E-mail address').fill(`${role}@example.org`);
    await person.getByLabel(/^Password/).fill(demo.password);
    await person.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(person.getByRole('heading', { level: 1 })).toContainText('Hello');
  };
  try {
    await signIn('administrator');
    await person.goto(`${demo.url}/administration/privacy/settings`);
    await person.getByLabel('Days in which it can be taken back').fill('0');
    await person.getByRole('button', { name: 'Save' }).click();
    await expect(person.locator('.notice', { hasText: 'Saved.' }).first()).toBeVisible();
    await context.clearCookies();
    await signIn('citizen');
    await person.goto(`${demo.url}/account/privacy`);
    await person.getByRole('button', { name: 'Delete my account …' }).click();
    const dialog = person.getByRole('alertdialog', { name: 'Delete your account?' });
    await dialog.getByLabel(/Type your name to confirm/).fill('Demo citizen');
    await dialog.getByLabel('Your password').fill(demo.password);
    await dialog.getByRole('button', { name: 'Delete my account' }).click();
    await expect(person).toHaveURL(/\/privacy\/certificates\//);
    await expect(person.getByText(/Former participant [0-9A-Z]{4}/)).toBeVisible({ timeout: 60_000 });
    await expect(person.locator('main')).not.toContainText('citizen');
    await expectAccessible(person);
    const me = await person.request.get(`${demo.url}/api/me`);
    expect(me.status()).toBe(401);
  } finally {
    await context.close();
    await demo.stop();
  }
});
