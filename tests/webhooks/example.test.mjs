// The receiver in TypeScript that stands in docs/examples, compiled as whoever copies it would, against every signed message.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { after, mock, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const source = fileURLToPath(new URL('../../docs/examples/webhooks/typescript/receiver.ts', import.meta.url))
const { messages } = JSON.parse(readFileSync(new URL('../../docs/examples/webhooks/fixtures.json', import.meta.url), 'utf8'))

// Below this folder, where the libraries that it imports are found.
const built = mkdtempSync(`${here}node_modules/.example-`)
after(() => rmSync(built, { recursive: true }))
execFileSync(process.execPath, [
  `${here}node_modules/typescript/bin/tsc`, '--strict', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--skipLibCheck', '--types', 'node',
  '--typeRoots', `${here}node_modules/@types`, '--baseUrl', `${here}node_modules`, '--outDir', built, source,
], { stdio: 'pipe' })
const { read, receiver } = await import(pathToFileURL(`${built}/receiver.js`).href)

function at(message, offset = 0) {
  mock.timers.reset()
  mock.timers.enable({ apis: ['Date'], now: (Number(message.headers['webhook-timestamp']) + offset) * 1000 })
}

test('it takes every message, with each secret and with the public key', () => {
  for (const message of messages) {
    at(message)
    for (const key of [...message.secrets, message.publicKey]) assert.deepEqual(read(key, message.headers, message.body), JSON.parse(message.body))
  }
})

test('it refuses what was changed, what is old and what is not signed', () => {
  for (const message of messages) {
    for (const key of [message.secrets[0], message.publicKey]) {
      at(message)
      assert.throws(() => read(key, message.headers, `${message.body} `))
      assert.throws(() => read(key, { ...message.headers, 'webhook-id': 'msg_other' }, message.body))
      assert.throws(() => read(key, { ...message.headers, 'webhook-signature': undefined }, message.body))
      at(message, 301)
      assert.throws(() => read(key, message.headers, message.body))
    }
  }
})

test('as a server it works once for each message and refuses what is not genuine', async () => {
  const [message] = messages
  at(message)
  const worked = []
  const server = receiver(message.secrets[0], (told) => worked.push(told))
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  try {
    const send = (body) => fetch(`http://127.0.0.1:${server.address().port}/hooks`, { method: 'POST', headers: message.headers, body })
    assert.equal((await send(message.body)).status, 204)
    assert.equal((await send(message.body)).status, 204)
    assert.equal((await send('{}')).status, 401)
    assert.deepEqual(worked, [JSON.parse(message.body)])
  } finally {
    mock.timers.reset()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})
