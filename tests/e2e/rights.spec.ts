import { readFile } from 'node:fs/promises';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;
let other: BrowserContext;
let invited: Page;
let process = '';
let copied = '';
const headers = { 'X-Requested-With': 'interlink' };

/** Does by the API what other walks do by hand. */
async function post(who: Page, path: string, data: object, more: Record<string, string> = {}): Promise<Record<string, string>> {
  const answer = await who.request.post(host.url + path, { data, headers: { ...headers, ...more } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return { ...((await answer.json()) as Record<string, string>), etag: answer.headers()['etag'] ?? '' };
}

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage();
  other = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  invited = await other.newPage();
});

test.afterAll(async () => {
  await page?.close();
  await other?.close();
  await host?.stop();
});

test('An administrator invites somebody, who takes up the account from the mail', async () => {
  await becomeAdministrator(page, host.welcomeLink);
  await page.goto(`${host.url}/administration/people`);
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('zita@example.org');
  await dialog.getByLabel(/^Name/).fill('Zita');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByText('Invited', { exact: true })).toBeVisible();
  const { items } = (await (await page.request.get(`${host.url}/api/mails`)).json()) as { items: { id: string }[] };
  const letter = await (await page.request.get(`${host.url}/api/mails/${items[0]!.id}`)).text();
  const link = /http[^"\\\s]+\/welcome\?token=[^"\\\s]+/.exec(letter)![0];
  await invited.goto(link);
  const email = invited.getByLabel('E-mail address');
  if (await email.isEditable()) {
    await email.fill('zita@example.org');
  }
  await invited.getByLabel('Your name').fill('Zita');
  await invited.getByLabel(/^Password/).fill('meadow candle seven rivers');
  await invited.getByRole('button', { name: 'Save and go on' }).click();
  await expect(invited.getByRole('heading', { level: 1 })).toContainText('Hello');
});

test('A team with rights sees the process and opens its file', async () => {
  const organization = await post(page, '/api/organizations', { name: { en: 'City' }, isPublic: true, teamCreation: 'anyone' });
  await post(invited, `/api/organizations/${organization.id}/teams`, { name: 'Neighbours', type: 'citizen', takesApplications: false });
  await post(page, '/api/catalogue/starter', {});
  await expect.poll(async () => ((await (await page.request.get(`${host.url}/api/catalogue/schemas`)).json()) as { total: number }).total, { timeout: 60_000 }).toBe(1);
  const schemas = (await (await page.request.get(`${host.url}/api/catalogue/schemas`)).json()) as { items: { id: string }[] };
  const made = await post(page, '/api/processes', { name: 'A library for all', language: 'en' });
  process = `${host.url}/processes/${made.id}`;
  await post(page, `/api/processes/${made.id}/schema`, { schemaId: schemas.items[0]!.id }, { 'If-Match': made.etag! });
  const guide = (await (await page.request.get(`${host.url}/api/processes/${made.id}/guide`)).json()) as { items: { id: string; type: string }[] };
  const task = guide.items.find((item) => item.type === 'task')!.id;
  const catalogue = (await (await page.request.get(`${host.url}/api/catalogue/interlinkers?nature=knowledge`)).json()) as { items: { id: string }[] };
  await post(page, `/api/processes/${made.id}/items/${task}/assets`, { interlinkerId: catalogue.items[0]!.id });

  await invited.goto(`${host.url}/processes`);
  await expect(invited.getByRole('link', { name: 'A library for all' })).toHaveCount(0);
  await page.goto(`${process}/rights`);
  await page.getByRole('button', { name: 'Give a team rights' }).click();
  await page.getByRole('dialog').getByLabel('Team', { exact: true }).selectOption('Neighbours');
  await page.getByRole('button', { name: 'Give these rights' }).click();
  await expect(page.getByRole('row', { name: /The whole process Neighbours Yes No No/ })).toBeVisible();
  await page.getByLabel('Person').selectOption('First administrator');
  await expect(page.getByText('First administrator may delete resources, as an administrator of this process.')).toBeVisible();

  await invited.goto(`${host.url}/processes`);
  await invited.getByRole('link', { name: 'A library for all' }).first().click();
  await expect(invited.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await invited.getByRole('link', { name: 'Team and rights' }).click();
  await expect(invited.getByText('You may see resources and open files: the team “Neighbours” is allowed to on “The whole process”.')).toBeVisible();
  await invited.getByRole('link', { name: 'Resources' }).click();
  const [file] = await Promise.all([invited.waitForEvent('download'), invited.getByRole('link', { name: /^Download / }).click()]);
  expect((await readFile((await file.path())!)).length).toBeGreaterThan(0);
  await invited.getByRole('button', { name: /^More for / }).click();
  await expect(invited.getByRole('menuitem', { name: 'Delete' })).toHaveCount(0);
  await invited.getByRole('menuitem', { name: 'Copy a link' }).click();
  await expect(invited.locator('.notice', { hasText: 'The link is copied.' })).toBeVisible();
  copied = await invited.evaluate(() => navigator.clipboard.readText());
  const elsewhere = await (await page.context().browser()!.newContext()).request.get(copied);
  expect(elsewhere.status()).toBe(200);
});

test('The pages of rights and people fit every screen', async () => {
  const path = new URL(process).pathname;
  for (const view of views.filter((one) => one.width !== 768)) {
    await expectEveryPageToFit(page, host.url, view, [['rights', `${path}/rights`], ['people', '/administration/people']]);
    await expectEveryPageToFit(invited, host.url, view, [['rights-mine', `${path}/rights`]]);
  }
});

test('Revoked, the very next click is refused, and so is the copied link', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await invited.setViewportSize({ width: 1280, height: 800 });
  await invited.goto(`${process}/resources`);
  await expect(invited.getByRole('link', { name: /^Download / })).toBeVisible();
  await page.goto(`${process}/rights`);
  await page.getByRole('button', { name: /^Remove the rights of Neighbours/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the rights' }).click();
  await expect(page.getByRole('heading', { name: 'Only the administrators work here so far' })).toBeVisible();

  await invited.getByRole('link', { name: /^Download / }).click();
  await expect(invited.getByText('We cannot find this.').first()).toBeVisible();
  expect((await invited.request.get(copied)).status()).toBe(404);
  await invited.goto(`${host.url}/processes`);
  await expect(invited.getByRole('link', { name: 'A library for all' })).toHaveCount(0);
});
