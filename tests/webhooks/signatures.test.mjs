// Messages that Interlink signed (docs/examples/webhooks/fixtures.json, written by its own tests) are verified by implementations that are not ours:
// the reference library of Standard Webhooks for v1, and the cryptography of Node for v1a.
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mock, test } from 'node:test'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'

const { messages } = JSON.parse(readFileSync(new URL('../../docs/examples/webhooks/fixtures.json', import.meta.url), 'utf8'))
const tolerance = 5 * 60

function at(message, offset = 0) {
  mock.timers.reset()
  mock.timers.enable({ apis: ['Date'], now: (Number(message.headers['webhook-timestamp']) + offset) * 1000 })
}

function verifiesEd25519(message, body = message.body) {
  // A raw public key in the frame that Node reads (RFC 8410).
  const raw = Buffer.from(message.publicKey.slice('whpk_'.length), 'base64')
  const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' })
  const content = Buffer.from(`${message.headers['webhook-id']}.${message.headers['webhook-timestamp']}.${body}`)
  return message.headers['webhook-signature'].split(' ').filter(s => s.startsWith('v1a,'))
    .some(s => verify(null, content, key, Buffer.from(s.slice('v1a,'.length), 'base64')))
}

test('there are messages of both kinds of signatures and both framings', () => {
  assert.ok(messages.length >= 40)
  assert.ok(messages.some(m => m.body.includes('"specversion":"1.0"')))
})

test('the reference library verifies every message with each secret that was active', () => {
  for (const message of messages) {
    at(message)
    for (const secret of message.secrets) assert.deepEqual(new Webhook(secret).verify(message.body, message.headers), JSON.parse(message.body))
  }
})

test('Node verifies every Ed25519 signature', () => {
  for (const message of messages) assert.ok(verifiesEd25519(message))
})

test('a changed body, another id, another time and another secret are refused', () => {
  for (const message of messages) {
    at(message)
    const hook = new Webhook(message.secrets[0])
    const changed = message.body.replace('{', '{ ')
    assert.throws(() => hook.verify(changed, message.headers), WebhookVerificationError)
    assert.ok(!verifiesEd25519(message, changed))
    assert.throws(() => hook.verify(message.body, { ...message.headers, 'webhook-id': 'msg_other' }), WebhookVerificationError)
    const later = String(Number(message.headers['webhook-timestamp']) + 1)
    assert.throws(() => hook.verify(message.body, { ...message.headers, 'webhook-timestamp': later }), WebhookVerificationError)
    assert.throws(() => new Webhook(Buffer.alloc(32, 7).toString('base64')).verify(message.body, message.headers), WebhookVerificationError)
  }
})

test('a message is refused when it is older or newer than five minutes', () => {
  const [message] = messages
  const hook = new Webhook(message.secrets[0])
  for (const offset of [tolerance + 1, -tolerance - 1]) {
    at(message, offset)
    assert.throws(() => hook.verify(message.body, message.headers), WebhookVerificationError)
  }
  at(message, tolerance - 1)
  hook.verify(message.body, message.headers)
})
