// A receiver of webhooks for Node: verifies with the reference library of Standard Webhooks, drops what it has seen, answers at once and works afterwards.
// main.ts starts it.
import { createPublicKey, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Webhook } from 'standardwebhooks'

export type Message = { type: string; timestamp: string; data: Record<string, unknown> }

const tolerance = 5 * 60
/** How long a message may be, in bytes; what is longer is answered 413 and not read to its end. */
const longest = 1_000_000

/** The message, if it is genuine. Throws when it is not. */
export function read(key: string, headers: IncomingHttpHeaders, body: string): Message {
  const signed = { 'webhook-id': one(headers, 'webhook-id'), 'webhook-timestamp': one(headers, 'webhook-timestamp'), 'webhook-signature': one(headers, 'webhook-signature') }
  if (key.startsWith('whpk_')) verifyEd25519(key, signed, body)
  else new Webhook(key).verify(body, signed)
  return JSON.parse(body) as Message
}

/** What to answer. Work comes after the answer; `work` is called once for each message, however often it is sent. */
export function receiver(key: string, work: (message: Message) => void): Server {
  const seen = new Set<string>() // In a real system: a table with a unique key, written with the work itself.
  return createServer((request, response) => {
    // Whoever sends may be gone before the end: that ends one request, never the receiver.
    answer(request, response).catch((error: unknown) => {
      console.error(String(error))
      response.destroy()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request)
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    let message: Message
    try {
      message = read(key, request.headers, body)
    } catch {
      response.writeHead(401).end()
      return
    }
    // Asked whether messages are wanted: repeat the challenge.
    if (message.type === 'endpoint.verification') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(String(message.data['challenge']))
      return
    }
    response.writeHead(204).end()
    const id = one(request.headers, 'webhook-id')
    if (!seen.has(id)) {
      seen.add(id)
      work(message)
    }
  }
}

function verifyEd25519(key: string, signed: Record<string, string>, body: string): void {
  const time = Number(signed['webhook-timestamp'])
  if (!Number.isInteger(time) || Math.abs(Date.now() / 1000 - time) > tolerance) throw new Error('The timestamp is more than five minutes off.')
  // A raw public key in the frame that Node reads (RFC 8410).
  const raw = Buffer.from(key.slice('whpk_'.length), 'base64')
  const spki = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]), format: 'der', type: 'spki' })
  const content = Buffer.from(`${signed['webhook-id']}.${signed['webhook-timestamp']}.${body}`)
  const genuine = (signed['webhook-signature'] ?? '').split(' ').filter((s) => s.startsWith('v1a,'))
    .some((s) => verify(null, content, spki, Buffer.from(s.slice('v1a,'.length), 'base64')))
  if (!genuine) throw new Error('No signature fits.')
}

const one = (headers: IncomingHttpHeaders, name: string): string => String(headers[name] ?? '')

/** What was sent; undefined as soon as it is longer than a message may be. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length
    if (length > longest) return undefined
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString()
}
