import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { administrator, becomeAdministrator, counts, importCatalogue, openTaskWith, signIn, useButtons } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;
let process: string;
let task: string;
let interlinker: string;

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage();
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('The one-time link makes the first administrator, once', async () => {
  await becomeAdministrator(page, host.welcomeLink);
  await expect(page.getByRole('heading', { name: 'The catalogue is still empty' })).toBeVisible();
  await page.goto(host.welcomeLink);
  await page.getByLabel('E-mail address').fill('second@example.org');
  await page.getByLabel('Your name').fill('Second administrator');
  await page.getByLabel(/^Password/).fill('another four quiet words');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('alert')).toContainText('already been used');
});

test('A file that is no zip is refused before it is sent, and one that only pretends to be is refused with the reason', async () => {
  await page.goto(`${host.url}/import`);
  await page.locator('input[type=file]').setInputFiles({ name: 'catalogue.txt', mimeType: 'text/plain', buffer: Buffer.from('no zip') });
  await expect(page.getByRole('alert')).toContainText('not a zip file');
  await page.locator('input[type=file]').setInputFiles({ name: 'catalogue.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip either') });
  await expect(page.getByRole('alert')).toContainText('not a zip file that can be read');
});

test('An imported catalogue is reported by kind, and a second import changes nothing', async () => {
  await importCatalogue(page, host.url);
  const first = await counts(page, 'Interlinkers');
  expect(first[0], 'new Interlinkers').toBeGreaterThan(0);
  const schemas = await counts(page, 'Schemas');
  expect(schemas[0], 'new schemas').toBeGreaterThan(0);
  await importCatalogue(page, host.url);
  const second = await counts(page, 'Interlinkers');
  expect(second).toEqual([0, 0, first[0], first[3]]);
});

test('The catalogue is searched and filtered, and an entry shows what it is and how to use it', async () => {
  await page.goto(`${host.url}/catalogue`);
  await page.getByRole('checkbox', { name: /^Knowledge/ }).click();
  await expect(page).toHaveURL(/nature=knowledge/);
  await expect(page.getByRole('checkbox', { name: /^Knowledge/ })).toBeChecked();
  const entry = page.locator('main a[href^="/catalogue/interlinkers/"]').first();
  interlinker = (await entry.getAttribute('href'))!.split('/').at(-1)!;
  await entry.click();
  await expect(page.getByRole('heading', { name: 'How to use it' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
});

test('A process gets its tree from a schema that was looked at first', async () => {
  await page.goto(`${host.url}/processes`);
  await page.getByRole('link', { name: 'Create a process' }).first().click();
  await page.getByRole('button', { name: 'Create and choose a schema' }).click();
  await expect(page.getByRole('alert')).toContainText('problem');
  await page.getByLabel(/^Name/).fill('A library for everyone');
  await page.getByLabel(/^Language of the process/).selectOption('it');
  await page.getByLabel(/^Aim/).fill('People find help with forms where they borrow books.');
  await page.getByRole('button', { name: 'Create and choose a schema' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Choose a schema' })).toBeVisible();
  const choice = page.locator('main li.card').first();
  if (!(await choice.locator('details').evaluate((d: HTMLDetailsElement) => d.open))) {
    await choice.getByText('Look inside').click();
  }
  await expect(choice.getByRole('listitem').first()).toBeVisible();
  await choice.getByRole('button', { name: /^Use this schema/ }).click();
  await expect(page).toHaveURL(/\/processes\/[^/]+\/guide$/);
  process = /\/processes\/([^/]+)\//.exec(page.url())![1]!;
});

test('A recommended Interlinker says why, is taken up, and is downloaded as a file of the process', async () => {
  await openTaskWith(page, 'Knowledge');
  task = page.url();
  const card = page.locator('.recommendation').first();
  await expect(card.getByRole('list', { name: 'Why we suggest it' }).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByText('Not started', { exact: true }).first()).toBeVisible();

  await useButtons(page, 'Knowledge').first().click();
  const dialog = page.getByRole('dialog');
  const download = page.getByRole('link', { name: /^Download / }).first();
  await expect(dialog.or(download).first()).toBeVisible();
  if (await dialog.isVisible()) {
    await dialog.getByRole('button', { name: 'Use it' }).click();
  }
  await expect(download).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mark as finished' })).toBeVisible();

  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect((await readFile((await file.path())!)).length).toBeGreaterThan(0);
});

test('A new version replaces the file, and the earlier one stays', async () => {
  await page.locator('input[type=file]').first().setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('What we agreed on Tuesday') });
  await expect(page.getByText(/Version 2/).first()).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download / }).first().click()]);
  expect(await readFile((await file.path())!, 'utf8')).toBe('What we agreed on Tuesday');
});

test('A link becomes a resource; an address that is none is refused beside the field', async () => {
  await page.getByRole('button', { name: 'Add a link' }).click();
  await page.getByLabel(/^Name/).fill('Opening hours');
  await page.getByLabel(/^Address/).fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Add the link' }).click();
  await expect(page.getByRole('dialog')).toContainText('Enter a full address');
  await page.getByLabel(/^Address/).fill('https://example.org/hours');
  await page.getByRole('button', { name: 'Add the link' }).click();
  await expect(page.getByRole('link', { name: 'Open Opening hours in a new tab' })).toBeVisible();
});

test('A finished task moves objective, phase and process, and stays finished after a reload', async () => {
  await page.getByRole('button', { name: 'Mark as finished' }).click();
  await expect(page.getByRole('button', { name: 'Reopen this task' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Reopen this task' })).toBeVisible();
  await page.goto(`${host.url}/processes/${process}`);
  await expect(page.getByText(/1 of \d+ tasks? finished/).first()).toBeVisible();
});

test('Somebody who signed out signs in again, with the right password only', async () => {
  await page.getByRole('button', { name: `Account of ${administrator.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Public services, made together' })).toBeVisible();
  await page.goto(task);
  await expect(page.getByLabel('E-mail address')).toBeVisible();
  await signIn(page, 'not the right password');
  await expect(page.getByRole('alert').first()).toContainText('not right');
  await signIn(page);
  await expect(page).toHaveURL(task);
  await expect(page.getByRole('button', { name: 'Reopen this task' })).toBeVisible();
});

for (const view of views) {
  test(`Every page is accessible and fits ${view.width} pixels, ${view.scheme}`, async () => {
    await expectEveryPageToFit(page, host.url, view, pages());
  });
}

function pages(): [string, string][] {
  return [
    ['home', '/'],
    ['catalogue', '/catalogue'],
    ['entry', `/catalogue/interlinkers/${interlinker}`],
    ['problems', '/catalogue/problem-profiles'],
    ['schemas', '/catalogue/schemas'],
    ['import', '/import'],
    ['operations', '/operations'],
    ['processes', '/processes'],
    ['create', '/processes/new'],
    ['overview', `/processes/${process}`],
    ['guide', `/processes/${process}/guide`],
    ['task', new URL(task).pathname],
    ['resources', `/processes/${process}/resources`],
    ['settings', `/processes/${process}/settings`],
    ['missing', '/no-such-page'],
    ['reference', '/api/reference'],
  ];
}
