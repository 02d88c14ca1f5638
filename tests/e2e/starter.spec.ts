import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator, counts, useButtons } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;
const add = { name: 'Add the starter catalogue' };

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage();
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('A new tenant offers the starter catalogue wherever the catalogue is empty', async () => {
  await becomeAdministrator(page, host.welcomeLink);
  for (const path of ['/catalogue', '/import', '/']) {
    await page.goto(host.url + path);
    await expect(page.getByRole('button', add)).toBeVisible();
  }
  for (const view of views.filter((one) => one.width !== 768)) {
    await expectEveryPageToFit(page, host.url, view, [['starter-home', '/'], ['starter-catalogue', '/catalogue'], ['starter-import', '/import']]);
  }
});

test('One press imports it whole', async () => {
  await page.goto(host.url);
  await page.getByRole('button', add).click();
  await expect(page.getByRole('heading', { name: 'The import is finished' })).toBeVisible({ timeout: 60_000 });
  expect(await counts(page, 'Interlinkers')).toEqual([19, 0, 0, 0]);
  expect(await counts(page, 'Schemas')).toEqual([1, 0, 0, 0]);
  await page.goto(`${host.url}/import`);
  await expect(page.getByRole('heading', { name: 'Earlier imports' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'interlink-starter-catalogue.zip' })).toBeVisible();
  await expect(page.getByRole('button', add)).toBeHidden();
});

test('A process made from it is given a template in its own language', async () => {
  await page.goto(`${host.url}/processes/new`);
  await page.getByLabel(/^Name/).fill('Bibliotēka visiem');
  await page.getByLabel(/^Language of the process/).selectOption('lv');
  await page.getByRole('button', { name: 'Create and choose a schema' }).click();
  await page.locator('main li.card').first().getByRole('button', { name: /^Use this schema/ }).click();
  await page.getByRole('link', { name: 'Go to this task' }).first().click();
  await expect(page.getByRole('heading', { name: 'Aprakstīt problēmu' })).toBeVisible();
  await useButtons(page, 'Knowledge').first().click();
  const dialog = page.getByRole('dialog');
  const download = page.getByRole('link', { name: /^Download / }).first();
  await expect(dialog.or(download).first()).toBeVisible();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Latvian').check();
    await dialog.getByRole('button', { name: 'Use it' }).click();
  }
  await expect(download).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const html = await readFile((await file.path())!, 'utf8');
  expect(html).toContain('<html lang="lv">');
  await page.setContent(html);
  await expect(page.getByRole('heading', { level: 1, name: 'Mērķis vienā lapā' })).toBeVisible();
  await expectAccessible(page);
});
