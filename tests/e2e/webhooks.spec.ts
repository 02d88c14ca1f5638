import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { Receiver } from './support/receiver.ts';
import { administrator, becomeAdministrator } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let page: Page;
let partner: Page;
let receiver: Receiver;
let endpoint = '';
let message = '';

const home = () => `${host.url}/administration/webhooks`;
const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext({ locale: 'en-GB' })).newPage();

test.beforeAll(async ({ browser }) => {
  receiver = await Receiver.start();
  host = await Host.start(['--Interlink:Outbound:LocalHosts:0=127.0.0.1']);
  page = await newPage(browser);
  await becomeAdministrator(page, host.welcomeLink);
});

test.afterAll(async () => {
  await partner?.close();
  await page?.close();
  await host?.stop();
  await receiver?.stop();
});

test('Somebody who has never heard of webhooks learns what one is', async () => {
  await page.goto(`${host.url}/administration`);
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await expect(page.getByRole('heading', { name: 'No endpoints yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Make an endpoint' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Make an endpoint' })).toBeVisible();
});

test('The form says beside the field why an address cannot be', async () => {
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  const submit = page.getByRole('button', { name: 'Make the endpoint' });
  for (const [text, refusal] of [
    ['https://ada:secret@example.org/hooks', 'Leave name and password out'],
    ['http://example.org/hooks', 'must begin with https://'],
    ['https://10.0.0.7/hooks', 'is not public'],
    ['https://example.org:8443/hooks', 'port cannot be called'],
  ] as const) {
    await address.fill(text);
    await submit.click();
    await expect(page.locator('#field-url-error')).toContainText(refusal);
    await expect(page.getByRole('alert')).toBeFocused();
  }
  await expectAccessible(page);
});

test('An endpoint is made, and its secret is handed over', async () => {
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill(receiver.url);
  await page.getByLabel(/^What it is for/).fill('Case system of the parks department');
  await page.getByLabel(/^E-mail address of a contact/).fill('ops@example.org');
  await page.getByLabel(/^Only someChoose/).check();
  await page.getByRole('searchbox', { name: 'Search events' }).fill('process.created');
  await page.getByRole('checkbox', { name: /^process\.created/ }).check();
  await page.getByText('Format, headers and pace').click();
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Name of header 1').fill('X-Gateway');
  await page.getByLabel('Value of header 1').fill('green');
  await page.getByRole('button', { name: 'Make the endpoint' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The endpoint is made' })).toBeVisible();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the endpoint' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Case system of the parks department' })).toBeVisible();
  endpoint = new URL(page.url()).pathname.split('/')[3]!;
});

test('It is verified by a challenge that the receiver must take', async () => {
  receiver.answers(500, 'not ready');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText('it answered 500')).toBeVisible();
  receiver.answers(200, 'thank you');
  await page.getByRole('button', { name: 'Verify again' }).click();
  await expect(page.getByText('it did not repeat the challenge')).toBeVisible();
  receiver.answers(200, 'thank you: {challenge}');
  await page.getByRole('button', { name: 'Verify again' }).click();
  await expect(page.getByRole('heading', { name: 'Messages are being sent' })).toBeVisible();
  expect(receiver.types()).toEqual(['endpoint.verification', 'endpoint.verification', 'endpoint.verification']);
});

test('An example is sent once, and its message shows the payload, the attempt and the answer', async () => {
  await page.getByRole('button', { name: 'Send the example' }).click();
  await expect(page.getByText(/^Status 200, after/)).toBeVisible();
  expect(receiver.received.at(-1)!.headers['x-gateway']).toBe('green');
  await page.getByRole('link', { name: 'See the message and the whole answer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'process.created' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'What is sent' })).toContainText('"type": "process.created"');
  await page.getByText('The whole answer').click();
  await expect(page.getByRole('group', { name: 'Body of the answer' })).toContainText('thank you');
  message = new URL(page.url()).pathname.split('/').at(-1)!;
});

test('What happens is sent; a receiver that fails is seen, and the message is sent again', async () => {
  receiver.answers(500, 'out of order', { 'webhook-delivery': 'abort-message' });
  const made = await page.request.post(`${host.url}/api/processes`, { headers: { 'X-Requested-With': 'interlink' }, data: { name: 'A better park', language: 'en' } });
  expect(made.status()).toBe(201);
  await expect.poll(() => receiver.types().filter((type) => type === 'process.created').length, { timeout: 60_000 }).toBe(2);

  await page.goto(`${home()}/${endpoint}/messages`);
  await page.getByRole('button', { name: 'Not taken' }).click();
  await expect(page).toHaveURL(/state=failed/);
  const failed = page.getByRole('listitem').filter({ hasText: 'process.created' });
  await expect(failed).toHaveCount(1, { timeout: 60_000 });
  await expect(failed).toContainText('Status 500');
  await failed.getByRole('link').click();
  await expect(page.getByText('The receiver asked for no further attempt.')).toBeVisible();

  receiver.answers(200, 'mended');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('Taken', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toHaveCount(2);
  const [first, second] = receiver.received.filter((one) => one.type === 'process.created').slice(-2);
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
});

test('What failed since a time is sent again as an operation', async () => {
  receiver.answers(500, 'out of order', { 'webhook-delivery': 'abort-message' });
  await page.request.post(`${host.url}/api/processes`, { headers: { 'X-Requested-With': 'interlink' }, data: { name: 'A better street', language: 'en' } });
  await page.goto(`${home()}/${endpoint}`);
  const failures = page.getByRole('region', { name: 'Last failures' });
  await expect(failures.getByRole('listitem')).toHaveCount(1, { timeout: 60_000 });
  receiver.answers(200, 'mended');
  await page.getByRole('button', { name: 'Send again …' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('All of them are on their way.')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('No message is lost')).toBeVisible({ timeout: 60_000 });
});

test('Success and speed are drawn, and told as a table', async () => {
  await page.reload();
  await expect(page.getByRole('figure', { name: 'Success rate' })).toBeVisible();
  await page.getByRole('button', { name: 'As a table: Success rate' }).press('Enter');
  await expect(page.getByRole('table', { name: 'Success rate' }).getByRole('row', { name: /\d+ \d+ \d+%$/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'As a plot: Success rate' }).press('Enter');
});

test('Secrets are hidden until a password is given once more, and change with an overlap', async () => {
  await page.getByRole('link', { name: 'Secrets' }).click();
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the secrets' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password, once more').fill('not the password at all');
  await dialog.getByRole('button', { name: 'Show the secrets' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Your password, once more').fill(administrator.password);
  await dialog.getByRole('button', { name: 'Show the secrets' }).click();
  const old = await page.getByText(/^whsec_/).innerText();

  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'In use until' })).toHaveCount(1);
  const fresh = await page.getByText(/^whsec_/).innerText();
  expect(fresh).not.toBe(old);
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Send the example' }).click();
  await expect(page.getByText(/^Status 200, after/)).toBeVisible();
  const { headers, body } = receiver.received.at(-1)!;
  expect(Receiver.signs(old, headers, body)).toBe(true);
  expect(Receiver.signs(fresh, headers, body)).toBe(true);
});

test('A link shows a partner the endpoint and nothing else, until it is ended', async ({ browser }) => {
  await page.getByRole('link', { name: 'Partner access' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const readOnly = await page.getByRole('group', { name: 'Link for the partner' }).innerText();
  await page.getByLabel(/^Look and try/).check();
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByRole('group', { name: 'Link for the partner' })).not.toHaveText(readOnly);
  const trying = await page.getByRole('group', { name: 'Link for the partner' }).innerText();

  const looks = await newPage(browser);
  await looks.goto(readOnly);
  await expect(looks.getByRole('heading', { level: 1, name: 'Case system of the parks department' })).toBeVisible();
  expect(looks.url()).toBe(`${host.url}/partner`);
  await expect(looks.getByRole('heading', { name: 'Send an example' })).toHaveCount(0);
  await looks.getByRole('link', { name: 'Messages', exact: true }).click();
  await looks.getByRole('link', { name: /^process\.created/ }).first().click();
  await expect(looks.getByRole('group', { name: 'What is sent' })).toContainText('"type": "process.created"');
  await expect(looks.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  expect((await looks.request.get(`${host.url}/api/webhooks/endpoints`)).status()).toBe(401);

  partner = await newPage(browser);
  await partner.goto(trying);
  await partner.getByRole('button', { name: 'Send the example' }).click();
  await expect(partner.getByText(/^Status 200, after/)).toBeVisible();
  await partner.getByRole('link', { name: 'Which events are there?' }).click();
  await partner.getByRole('link', { name: 'process.created' }).click();
  await expect(partner.getByRole('group', { name: 'Example of the data' })).toBeVisible();
  await looks.close();
});

test('An endpoint rests and goes on', async () => {
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Messages are kept back' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('heading', { name: 'Messages are being sent' })).toBeVisible();
});

test('Every page of webhooks fits and is accessible', async () => {
  test.setTimeout(480_000);
  const at = `/administration/webhooks/${endpoint}`;
  for (const view of views.filter((one) => one.width !== 768)) {
    await expectEveryPageToFit(page, host.url, view, [
      ['webhooks', '/administration/webhooks'], ['webhook-new', '/administration/webhooks/new'], ['webhook', at], ['webhook-messages', `${at}/messages`],
      ['webhook-message', `${at}/messages/${message}`], ['webhook-secrets', `${at}/secrets`], ['webhook-settings', `${at}/settings`], ['webhook-partner', `${at}/partner`],
      ['webhook-events', '/administration/webhooks/events'], ['webhook-event', '/administration/webhooks/events/process/created'],
    ]);
    await expectEveryPageToFit(partner, host.url, view, [
      ['partner', '/partner'], ['partner-messages', '/partner/messages'], ['partner-message', `/partner/messages/${message}`], ['partner-settings', '/partner/settings'],
    ]);
  }
});

test('All links end at once', async () => {
  await page.goto(`${home()}/${endpoint}/partner`);
  await page.getByRole('button', { name: 'End all links' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End all links' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await partner.reload();
  await expect(partner.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
});

test('An endpoint is deleted after a question', async () => {
  await page.goto(`${home()}/${endpoint}/settings`);
  await page.getByRole('button', { name: 'Delete the endpoint' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the endpoint' }).click();
  await expect(page.getByRole('heading', { name: 'No endpoints yet' })).toBeVisible();
});
