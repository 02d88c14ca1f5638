import { expect, type Locator, type Page } from '@playwright/test';
import { catalogueZip } from './catalogue.ts';

export const administrator = { email: 'administrator@example.org', name: 'First administrator', password: 'lantern orchard violet seven' };

/** Opens the one-time link, sets name and password, and is signed in. */
export async function becomeAdministrator(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByLabel('Your name').fill(administrator.name);
  await page.getByLabel(/^Password/).fill(administrator.password);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
}

export async function signIn(page: Page, password = administrator.password): Promise<void> {
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByLabel(/^Password/).fill(password);
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
}

/** Picks a zip on the import page and waits for the end of the import. */
export async function importCatalogue(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/import`);
  await page.locator('input[type=file]').setInputFiles({ name: 'catalogue.zip', mimeType: 'application/zip', buffer: catalogueZip() });
  await expect(page.getByRole('heading', { name: 'The import is finished' })).toBeVisible({ timeout: 60_000 });
}

/** The numbers of one row of the report's table of counts: new, updated, unchanged, rejected. */
export async function counts(page: Page, kind: string): Promise<number[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: kind, exact: true }) });
  const cells = await row.getByRole('cell').allInnerTexts();
  return cells.slice(0, 4).map((cell) => Number(cell.replace(/\D/g, '') || '0'));
}

/** The buttons that take up an Interlinker of a kind for the task on the screen. */
export function useButtons(page: Page, kind: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByText(new RegExp(`^${kind}`)) }).getByRole('button', { name: /^Use it in this task:/ });
}

/** Opens tasks of the guide in turn until one has an Interlinker of the kind to take up. */
export async function openTaskWith(page: Page, kind: string): Promise<void> {
  await page.getByRole('link', { name: 'Go to this task' }).first().click();
  for (let step = 0; step < 40; step++) {
    await expect(page.getByRole('heading', { name: 'Interlinkers for this task' })).toBeVisible();
    await expect(page.locator('.recommendation, .empty-small').first()).toBeVisible();
    if ((await useButtons(page, kind).count()) > 0) {
      return;
    }
    await page.getByRole('link', { name: /^Next task/ }).click();
  }
  throw new Error(`No task has a recommended Interlinker of the kind ${kind}.`);
}
