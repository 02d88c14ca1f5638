import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { Host } from './support/host.ts';
import { becomeAdministrator } from './support/story.ts';

const run = promisify(execFile);
const examples = resolve(import.meta.dirname, '../../docs/examples');
const name = 'Benches in the park';
let host: Host;
let key = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  host = await Host.start();
  const page = await browser.newPage();
  await becomeAdministrator(page, host.welcomeLink);
  key = await page.evaluate(async () => {
    const send = async (path: string, body: object) => (await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'interlink' }, body: JSON.stringify(body),
    })).json();
    const application = await send('/api/applications', { name: 'Examples', scopes: ['read_catalogue', 'read_processes', 'write_processes'] });
    return (await send(`/api/applications/${application.id}/keys`, {})).key;
  });
  await page.close();
});

test.afterAll(async () => {
  await host?.stop();
});

/** Runs an example twice: what it says, and that the second run made nothing new. */
async function twice(command: string, ...words: string[]): Promise<void> {
  const env = { ...process.env, INTERLINK_URL: host.url, INTERLINK_KEY: key };
  const first = await run(command, words, { cwd: examples, env });
  expect(first.stdout).toContain('We are Examples.');
  expect(first.stdout).toMatch(/The catalogue has \d+ Interlinkers\./);
  expect(first.stdout).toContain(`Made ${words.at(-1)}: ${host.url}/processes/`);
  const again = await run(command, words, { cwd: examples, env });
  expect(again.stdout).toBe(first.stdout);
}

const processes = async () => (await (await fetch(`${host.url}/api/processes`, { headers: { Authorization: `Bearer ${key}` } })).json()).total;

test('The example in shell makes its process once', async () => {
  await twice('bash', 'shell/first-process.sh', `${name}, "by" shell \\ curl`);
  expect(await processes()).toBe(1);
});

test('The example in C# makes its process once', async () => {
  await twice('dotnet', 'run', 'csharp/first-process.cs', '--', `${name}, in C#`);
  expect(await processes()).toBe(2);
});

test('The client in TypeScript is generated, built and packed, and its example makes its process once', async () => {
  const folder = resolve(examples, 'typescript');
  if (!existsSync(resolve(folder, 'node_modules'))) {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  }
  await run('npm', ['run', 'build'], { cwd: folder });
  const packed = JSON.parse((await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder })).stdout);
  expect(packed[0].files.map((file: { path: string }) => file.path)).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/schema.generated.d.ts']));
  await twice('node', 'typescript/dist/first-process.js', `${name}, in TypeScript`);
  expect(await processes()).toBe(3);
});

test('A refusal ends an example with its type', async () => {
  const failed = run('bash', ['shell/first-process.sh', name], { cwd: examples, env: { ...process.env, INTERLINK_URL: host.url, INTERLINK_KEY: `${key.slice(0, -1)}_` } });
  await expect(failed).rejects.toThrow(/api-key-refused/);
});
