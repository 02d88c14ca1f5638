import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { Host } from './support/host.ts';
import { expectEveryPageToFit, views } from './support/pages.ts';
import { administrator, becomeAdministrator, signIn } from './support/story.ts';

test.describe.configure({ mode: 'serial' });

let host: Host;
let url: string;
let page: Page;
let secret: string;
let recoveryCode: string;
const next = 'marble kettle window nine';

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  // Browsers refuse passkeys at addresses without a name.
  url = host.url.replace('127.0.0.1', 'localhost');
  page = await browser.newPage();
});

test.afterAll(async () => {
  await page?.close();
  await host?.stop();
});

/** The link in the newest mail that has one of a path. */
async function linkInMail(path: string): Promise<string> {
  const folder = join(host.folder, 'mails');
  let link: string | undefined;
  await expect.poll(() => {
    const mails = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml')).map((name) => decoded(readFileSync(join(folder, name), 'utf8'))) : [];
    link = mails.flatMap((mail) => mail.match(new RegExp(`${path}\\?token=[\\w.%-]+(?:#[\\w.%=-]+)?`)) ?? []).at(-1);
    return link;
  }, { timeout: 60_000 }).toBeTruthy();
  return url + link!;
}

/** A message with its soft line breaks undone, whichever way its parts are encoded. */
function decoded(message: string): string {
  const plain = message.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  const parts = [...message.matchAll(/base64\r?\n(?:[^\r\n]+\r?\n)*\r?\n([A-Za-z0-9+/=\r\n]+)/g)].map(([, text]) => Buffer.from(text!, 'base64').toString('utf8'));
  return [plain, ...parts].join('\n');
}

/** The code that an authenticator app would show in a while (RFC 6238). */
function codeOf(base32: string, step: number): string {
  const bits = [...base32].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  const number = hash.readInt32BE(hash.at(-1)! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

const step = () => Math.floor(Date.now() / 30_000);

async function signOut() {
  await page.context().clearCookies();
  await page.goto(`${url}/sign-in`);
}

test('A first administrator confirms the address by the mail', async () => {
  await becomeAdministrator(page, host.welcomeLink.replace('127.0.0.1', 'localhost'));
  await page.goto(`${url}/account/security`);
  await expect(page.getByRole('heading', { name: 'Please confirm your address' })).toBeVisible();
  await page.goto(await linkInMail('/account/address'));
  await expect(page.getByText(`${administrator.email} is now your confirmed address.`)).toBeVisible();
});

test('A forgotten password is chosen anew by the link in the mail', async () => {
  await signOut();
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await page.goto(await linkInMail('/reset-password'));
  await page.getByLabel(/^New password/).fill(next);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await signIn(page, next);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
});

test('An authenticator app is set up, and signing in asks for its code', async () => {
  await page.goto(`${url}/account/security`);
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await page.getByRole('dialog').getByLabel('Your current password').fill(next);
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
  const used = step();
  await page.getByLabel(/^Code from the app/).fill(codeOf(secret, used));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.locator('.codes li')).toHaveCount(10);
  recoveryCode = await page.locator('.codes li').first().innerText();
  await page.getByRole('button', { name: 'I have kept them' }).click();

  await signOut();
  await signIn(page, next);
  const code = page.getByLabel(/^Code/);
  await code.fill('000000');
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/The code is not right/).first()).toBeVisible();
  // The code of the next step is right already, and has not been used.
  await code.fill(codeOf(secret, Math.max(used, step()) + 1));
  await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
});

test('A passkey is added, and signs in without password and code', async () => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto(`${url}/account/security`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('dialog').getByLabel(/^Name/).fill('Test device');
  await page.getByRole('dialog').getByLabel('Your current password').fill(next);
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Test device', { exact: true })).toBeVisible();

  await signOut();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');
});

test('A session elsewhere is ended from here', async ({ browser }) => {
  const elsewhere = await browser.newPage();
  await elsewhere.goto(`${url}/sign-in`);
  await signIn(elsewhere, next);
  await elsewhere.getByLabel(/^Code/).fill(recoveryCode);
  await elsewhere.locator('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toContainText('Hello');

  await page.goto(`${url}/account/security`);
  await expect(page.getByText(/with a password and a recovery code/)).toBeVisible();
  await page.getByRole('button', { name: 'End all other sessions' }).click();
  await expect(page.getByRole('button', { name: /^End the session on/ })).toHaveCount(0);
  await elsewhere.goto(`${url}/account`);
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

test('Somebody who lost the app and the codes is let in again by another administrator', async ({ browser }) => {
  const invited = await page.request.post(`${url}/api/people/invitations`, {
    headers: { 'X-Requested-With': 'interlink' }, data: { email: 'second@example.org', role: 'administrator', name: 'Second administrator' },
  });
  expect(invited.status()).toBe(201);
  const other = await browser.newPage();
  await other.goto(await linkInMail('/welcome'));
  await expect(other.getByLabel('E-mail address')).toHaveValue('second@example.org');
  await other.getByLabel('Your name').fill('Second administrator');
  await other.getByLabel(/^Password/).fill(administrator.password);
  await other.getByRole('button', { name: 'Save and go on' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Hello');

  await other.goto(`${url}/administration/people`);
  await other.getByRole('button', { name: `More for ${administrator.name}` }).click();
  await other.getByRole('menuitem', { name: 'Reset the sign-in code' }).click();
  const dialog = other.getByRole('dialog');
  await expect(dialog.getByLabel('Your own password')).toBeVisible();
  for (const view of views.filter((one) => one.width !== 768)) {
    await other.setViewportSize({ width: view.width, height: 800 });
    await other.emulateMedia({ colorScheme: view.scheme, reducedMotion: 'reduce' });
    if (process.env.INTERLINK_SCREENSHOTS) {
      await other.screenshot({ path: `${process.env.INTERLINK_SCREENSHOTS}/people-reset-${view.width}-${view.scheme}.png` });
    }
    await expectAccessible(other);
  }
  await dialog.getByLabel('Your own password').fill('not the password');
  await dialog.getByRole('button', { name: 'Reset the code' }).click();
  await expect(dialog.getByRole('link', { name: /^Your own password: / })).toBeVisible();
  await dialog.getByLabel('Your own password').fill(administrator.password);
  await dialog.getByRole('button', { name: 'Reset the code' }).click();
  await expect(dialog).toHaveCount(0);
  await other.close();

  await page.goto(`${url}/account`);
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, next);
  await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
  await page.goto(`${url}/account/security`);
  await expect(page.getByRole('button', { name: 'Set up an app' })).toBeVisible();
});

test('The pages of the account fit every width and appearance', async () => {
  for (const view of views.filter((one) => one.width !== 768)) {
    await expectEveryPageToFit(page, url, view, [['account', '/account'], ['account-security', '/account/security'], ['account-reset', '/reset-password']]);
  }
});
