import { expect, test, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expectAccessible } from './support/axe.ts';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage();
  await becomeAdministrator(page, host.welcomeLink);
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('What was done and refused is told to whoever may read the audit', async () => {
  const headers = { 'X-Requested-With': 'interlink' };
  const made = await page.request.post(`${host.url}/api/processes`, { headers, data: { name: 'A better park', language: 'en' } });
  expect(made.status()).toBe(201);
  const { id } = await made.json();
  const tag = (await page.request.get(`${host.url}/api/processes/${id}`)).headers().etag!;
  await page.request.patch(`${host.url}/api/processes/${id}`, { headers: { ...headers, 'If-Match': tag }, data: { name: 'A better <b>garden</b>' } });
  const stale = await page.request.patch(`${host.url}/api/processes/${id}`, { headers: { ...headers, 'If-Match': '"0"' }, data: { name: 'Never' } });
  expect(stale.status()).toBe(412);
  await expect.poll(async () => {
    const audit = await (await page.request.get(`${host.url}/api/audit?object=${id}`)).json();
    return audit.items.length;
  }, { timeout: 60_000 }).toBe(3);

  await page.goto(`${host.url}/administration`);
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
  const edited = page.getByRole('listitem').filter({ hasText: 'Process edited' });
  await edited.getByRole('button', { name: /^Details of entry/ }).press('Enter');
  await expect(page.getByRole('table', { name: 'What changed' })).toContainText('A better <b>garden</b>');
  await expectAccessible(page);
});

test('Entries are filtered, and every filter can be taken away again', async () => {
  await page.getByLabel('Outcome').selectOption('refused');
  await expect(page.getByRole('listitem').filter({ hasText: 'stale-revision' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Process edited' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Process edited' })).toBeVisible();
  await page.getByLabel('Action').selectOption('process.created');
  await expect(page).toHaveURL(/action=process\.created/);
  await expect(page.getByRole('listitem').filter({ hasText: 'Process edited' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear all filters' }).click();
});

test('The audit is verified on the page, taken away, and verified again without the host', async () => {
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText(/The audit is whole: \d+ entries verified/)).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export for verification' }).click();
  const file = join(mkdtempSync(join(tmpdir(), 'interlink-audit-')), 'audit.jsonl');
  await (await saving).saveAs(file);
  const verifier = resolve(import.meta.dirname, '../Interlink.Functions.Tests/Audit/verify-audit.mjs');
  const verified = spawnSync('node', [verifier, file], { encoding: 'utf8' });
  expect(verified.stdout.trim()).toBe('OK');
  expect(verified.status).toBe(0);
});

for (const view of views) {
  test(`The audit fits ${view.width} pixels, ${view.scheme}`, async () => {
    await expectEveryPageToFit(page, host.url, view, [['audit', '/administration/audit'], ['audit-refused', '/administration/audit?outcome=refused']]);
  });
}
