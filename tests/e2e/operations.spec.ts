import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { longCatalogueZip } from './support/catalogue.ts';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;
let refused: string;
let long: string;

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  page = await browser.newPage();
  await becomeAdministrator(page, host.welcomeLink);
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

test('Where nothing has run yet, the page teaches what will be there', async () => {
  await page.goto(`${host.url}/operations`);
  await expect(page.getByRole('heading', { name: 'No operations yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Import a catalogue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import a catalogue' })).toBeVisible();
});

test('A refused file is told as failed, with the step, the reason and what to do, everywhere', async () => {
  refused = await beginImport('spring.zip', Buffer.from('no zip'));
  await page.goto(`${host.url}/operations/${refused}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Catalogue import: spring.zip');
  await expect(page.getByText('This is not a zip file that can be read')).toBeVisible();
  await expect(page.getByText('It cannot be tried again with the same file')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Reading the files' })).toContainText('Failed');
  await page.goto(`${host.url}/import`);
  await expect(page.getByRole('listitem').filter({ hasText: 'spring.zip' })).toContainText('Failed');
  await expect(page.getByRole('listitem').filter({ hasText: 'spring.zip' })).not.toContainText('Nothing new');
});

test('Long work shows its progress and is cancelled after a question, by keyboard', async () => {
  long = await beginImport('everything.zip', longCatalogueZip(20_000));
  await page.goto(`${host.url}/operations`);
  const row = page.getByRole('listitem').filter({ hasText: 'everything.zip' });
  await expect(row.getByRole('progressbar')).toBeVisible();
  await expect(row).toContainText('Saving the problems');
  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow', '0');
  await expectAccessible(page);
  await shoot('operation-running');

  const cancel = page.getByRole('button', { name: 'Cancel this operation' });
  await cancel.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Cancel “Catalogue import: everything.zip”?' });
  await expect(dialog).toContainText('Entries that are already in the catalogue stay there');
  await expectAccessible(page);
  await shoot('operation-cancel');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await dialog.getByLabel(/Why/).fill('The wrong file');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'First administrator cancelled this' })).toBeVisible();
  await expect(page.getByText('Reason: The wrong file')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Saving the problems' })).toContainText('Cancelled');
});

test('What was cancelled has kept what it saved, and ends when it is tried again', async () => {
  await page.getByRole('link', { name: 'See the report' }).click();
  const counts = page.getByRole('row', { name: /^Problems/ }).getByRole('cell');
  await expect(counts.first()).not.toHaveText('0');
  await page.goto(`${host.url}/operations/${long}`);
  await page.getByRole('button', { name: 'Try again' }).dblclick();
  await expect(page.getByText('Attempt 2')).toBeVisible();
  await expect(page.getByText('Everything was done.')).toBeVisible({ timeout: 280_000 });
  await expect(page.getByRole('heading', { name: 'Earlier attempts' })).toBeVisible();
  await expect(page.getByText('First administrator cancelled this · Reason: The wrong file')).toBeVisible();
  await page.getByRole('link', { name: 'See the report' }).click();
  await expect(counts.first()).toHaveText('20,000');
});

test('The list is filtered by state, and the address remembers it', async () => {
  await page.goto(`${host.url}/operations`);
  await page.getByRole('button', { name: 'Failed 1' }).click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(page.getByRole('link', { name: 'Catalogue import: everything.zip' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Failed 1', pressed: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Catalogue import: spring.zip' })).toBeVisible();
});

for (const view of views) {
  test(`Operations are accessible and fit ${view.width} pixels, ${view.scheme}`, async () => {
    await expectEveryPageToFit(page, host.url, view, [
      ['operations-list', '/operations'],
      ['operation-failed', `/operations/${refused}`],
      ['operation-again', `/operations/${long}`],
      ['operation-missing', '/operations/no-such-operation'],
      ['imports-failed', '/import'],
    ]);
  });
}

test('Nothing is lost at 320 pixels', async () => {
  await expectEveryPageToFit(page, host.url, { scheme: 'light', width: 320 }, [['operations-list', '/operations'], ['operation-again', `/operations/${long}`]]);
});

async function beginImport(name: string, content: Buffer): Promise<string> {
  await page.goto(`${host.url}/import`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer: content });
  await expect(page).toHaveURL(/\/import\/catalogue-import\./);
  return page.url().split('/').at(-1)!;
}

async function shoot(name: string): Promise<void> {
  if (process.env.INTERLINK_SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.INTERLINK_SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}
