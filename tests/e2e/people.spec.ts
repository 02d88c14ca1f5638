import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

const password = 'lantern orchard violet seven';
let host: Host;
let administrator: Page;
let nina: Page;
let oscar: Page;
let team = '';

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  administrator = await newPage(browser);
});

test.afterAll(async () => {
  for (const page of [administrator, nina, oscar]) {
    await page?.close();
  }
  await host?.stop();
});

test('The first administrator goes from the one-time link to a team with invited people', async () => {
  await becomeAdministrator(administrator, host.welcomeLink);
  await expect(administrator.getByRole('heading', { name: 'Four steps to working together' })).toBeVisible();
  await administrator.getByRole('link', { name: 'Describe your organization' }).click();
  await administrator.getByLabel(/^Name \(English\)/).fill('City of Riga');
  await administrator.getByRole('button', { name: 'Make the organization' }).click();
  await expect(administrator.getByRole('heading', { level: 1, name: 'City of Riga' })).toBeVisible();

  await administrator.getByRole('link', { name: 'Make a team' }).click();
  await administrator.getByLabel(/^Name/).fill('Parks');
  await administrator.getByRole('button', { name: 'Make the team' }).click();
  await expect(administrator.getByRole('heading', { level: 1, name: 'Parks' })).toBeVisible();
  team = new URL(administrator.url()).pathname.split('/')[2]!;

  for (const email of ['nina@example.org', 'oscar@example.org']) {
    await administrator.getByLabel(/^E-mail address/).fill(email);
    await administrator.getByRole('button', { name: 'Send the invitation', exact: true }).click();
    await expect(administrator.getByRole('listitem').filter({ hasText: email })).toContainText('Waits for an answer');
  }

  await administrator.goto(host.url);
  await expect(administrator.getByRole('link', { name: 'Start a process' })).toBeVisible();
  await expect(administrator.getByRole('link', { name: 'Invite people' })).toBeHidden();
});

test('An invited person follows the link of the mail and is in the team', async ({ browser }) => {
  nina = await takeUp(browser, 'nina@example.org', 'Nina');
  await expect(nina.getByRole('heading', { level: 1, name: 'Parks' })).toBeVisible();
  await nina.getByRole('link', { name: 'Members' }).click();
  await expect(nina.getByRole('listitem').filter({ hasText: 'Nina' })).toBeVisible();
  await expect(nina.getByText('nina@example.org')).toBeHidden();
});

test('Who has a picture is seen with it by the others', async () => {
  await nina.goto(`${host.url}/account`);
  await nina.getByLabel('Choose a picture').setInputFiles({ name: 'nina.png', mimeType: 'image/png', buffer: await nina.screenshot() });
  await expect(nina.getByRole('img', { name: 'Your picture' })).toBeVisible();
  for (const path of [`/teams/${team}/members`, '/administration/people']) {
    await administrator.goto(host.url + path);
    const picture = administrator.getByRole('listitem').filter({ hasText: 'Nina' }).locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  }
});

test('Somebody who was put out applies again and reads why the team says no', async ({ browser }) => {
  oscar = await takeUp(browser, 'oscar@example.org', 'Oscar');
  await oscar.getByRole('button', { name: 'Leave the team' }).click();
  await oscar.getByRole('alertdialog').getByRole('button', { name: 'Leave the team' }).click();
  await expect(oscar.getByRole('heading', { level: 1, name: 'Hello, Oscar' })).toBeVisible();
  await oscar.getByRole('link', { name: 'Organizations' }).click();
  await oscar.getByRole('link', { name: 'City of Riga' }).click();
  await oscar.getByRole('link', { name: 'Parks' }).click();
  await oscar.getByLabel(/^Why you want to join/).fill('I changed my mind.');
  await oscar.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(oscar.getByRole('heading', { name: 'Your application waits for a decision' })).toBeVisible();

  await administrator.goto(`${host.url}/teams/${team}/applications`);
  await expect(administrator.getByText('I changed my mind.')).toBeVisible();
  await administrator.getByRole('button', { name: 'Reject: Oscar' }).click();
  const dialog = administrator.getByRole('dialog', { name: 'Reject Oscar' });
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(dialog.getByText('required', { exact: false }).or(dialog.locator('.field-error')).first()).toBeVisible();
  await dialog.getByLabel(/^Reason/).fill('The team is full until spring.');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(administrator.getByRole('heading', { name: 'No applications here' })).toBeVisible();

  await oscar.goto(host.url);
  await expect(oscar.getByText('The team is full until spring.')).toBeVisible();
  await expect.poll(() => mails('oscar@example.org').some((mail) => mail.includes('The team is full until spring.')), { timeout: 60_000 }).toBe(true);
});

test('A file is looked at and then invited, with a report', async () => {
  await administrator.goto(`${host.url}/teams/${team}/import`);
  await administrator.getByLabel('CSV file').setInputFiles({
    name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('Correo electrónico;Nombre\r\nrosa@example.org;Rosa\r\nnobody;\r\nnina@example.org;Nina\r\n'),
  });
  await expect(administrator.getByRole('heading', { name: '3 lines, 2 can be invited' })).toBeVisible();
  await administrator.getByRole('button', { name: 'Invite 2 people' }).click();
  await expect(administrator.getByRole('heading', { name: '1 invitation is on its way' })).toBeVisible({ timeout: 60_000 });
  await expect(administrator.getByRole('row', { name: /nina@example.org/ })).toContainText('In the team already');
  const [file] = await Promise.all([administrator.waitForEvent('download'), administrator.getByRole('link', { name: 'Download the whole report' }).click()]);
  expect(readFileSync((await file.path())!, 'utf8')).toContain('rosa@example.org,invited');
});

test('Every page of people fits and is accessible', async () => {
  const organization = await administrator.evaluate(async () => ((await (await fetch('/api/organizations')).json()) as { items: { id: string }[] }).items[0]!.id);
  for (const view of views.filter((one) => one.width !== 768)) {
    await expectEveryPageToFit(administrator, host.url, view, [
      ['people-home', '/'], ['organizations', '/organizations'], ['organization-new', '/organizations/new'], ['organization', `/organizations/${organization}`],
      ['organization-about', `/organizations/${organization}/about`], ['organization-settings', `/organizations/${organization}/settings`],
      ['team-new', `/organizations/${organization}/teams/new`], ['team', `/teams/${team}`], ['team-members', `/teams/${team}/members`],
      ['team-invitations', `/teams/${team}/invitations`], ['team-applications', `/teams/${team}/applications`], ['team-import', `/teams/${team}/import`],
      ['team-settings', `/teams/${team}/settings`],
    ]);
  }
});

const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext({ locale: 'en-GB' })).newPage();

/** Opens the link of the last mail to an address, chooses name and password, and arrives. */
async function takeUp(browser: Browser, email: string, name: string): Promise<Page> {
  await expect.poll(() => mails(email).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const link = /http\S+\/welcome\?token=[^\s"<>]+/.exec(mails(email).at(-1)!)![0];
  const page = await newPage(browser);
  await page.goto(link);
  await expect(page.getByLabel('E-mail address')).toHaveValue(email);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.waitForURL(/\/teams\//);
  return page;
}

/** The mails to an address that have left, as their readers see them. */
function mails(email: string): string[] {
  const folder = join(host.folder, 'mails');
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml')).sort().map((name) => readFileSync(join(folder, name), 'utf8')).filter((mail) => mail.includes(`To: ${email}`))
    : [];
}
