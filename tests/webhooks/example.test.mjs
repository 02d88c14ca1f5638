// The receiver in TypeScript that stands in docs/examples, compiled as whoever copies it would, against every signed message.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { after, mock, test } from 'node:test'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Webhook } from 'standardwebhooks'

const here = fileURLToPath(new URL('.', import.meta.url))
const source = fileURLToPath(new URL('../../docs/examples/webhooks/typescript/', import.meta.url))
const { messages } = JSON.parse(readFileSync(new URL('../../docs/examples/webhooks/fixtures.json', import.meta.url), 'utf8'))

// Below this folder, where the libraries that it imports are found.
const built = mkdtempSync(`${here}node_modules/.example-`)
after(() => rmSync(built, { recursive: true }))
for (const file of ['package.json', 'tsconfig.json', 'receiver.ts', 'main.ts']) copyFileSync(`${source}${file}`, `${built}/${file}`)
execFileSync(process.execPath, [`${here}node_modules/typescript/bin/tsc`, '-p', built], { stdio: 'pipe' })
const { read, receiver } = await import(pathToFileURL(`${built}/dist/receiver.js`).href)

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

test('as a program it starts, repeats the challenge, outlives a sender that goes away, and reads no endless body', async () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const program = spawn(process.execPath, [`${built}/dist/main.js`], { env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((done) => program.once('exit', done))
  try {
    const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]()
    const url = (await lines.next()).value.replace('Listening on ', '')
    const send = (id, body) => {
      const now = new Date()
      const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(now / 1000)), 'webhook-signature': new Webhook(secret).sign(id, now, body) }
      return fetch(`${url}/hooks`, { method: 'POST', headers, body })
    }
    const asked = await send('msg_1', JSON.stringify({ type: 'endpoint.verification', timestamp: '2026-01-01T00:00:00Z', data: { challenge: 'c-1' } }))
    assert.deepEqual([asked.status, await asked.text()], [200, 'c-1'])

    const complaint = new Promise((done) => program.stderr.once('data', done))
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    await new Promise((done) => socket.write('POST /hooks HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf', done))
    // It has begun to read by the time that it answers somebody who came later.
    assert.equal((await send('msg_0', JSON.stringify({ type: 'process.edited', data: {} }))).status, 204)
    socket.destroy()
    await Promise.race([complaint, ended])

    assert.equal((await send('msg_2', 'x'.repeat(1_000_001))).status, 413)
    assert.equal((await send('msg_3', JSON.stringify({ type: 'process.created', timestamp: '2026-01-01T00:00:00Z', data: { process: 'p1' } }))).status, 204)
    assert.deepEqual([(await lines.next()).value, (await lines.next()).value], ['process.edited {}', 'process.created {"process":"p1"}'])
    assert.equal(program.exitCode, null)
  } finally {
    program.kill()
    await ended
  }
})

test('as a program it says what it needs', () => {
  const { WEBHOOK_SECRET: _, ...env } = process.env
  assert.throws(() => execFileSync(process.execPath, [`${built}/dist/main.js`], { env, stdio: 'pipe' }), /Set WEBHOOK_SECRET/)
})
