// npm install && npm run build && WEBHOOK_SECRET=whsec_… npm start
// With the public key whpk_… of an endpoint that signs with Ed25519 there is nothing secret about it.
import type { AddressInfo } from 'node:net'
import { receiver } from './receiver.js'

const key = process.env['WEBHOOK_SECRET']
if (!key) throw new Error('Set WEBHOOK_SECRET to the secret of the endpoint.')

const server = receiver(key, (message) => console.log(message.type, JSON.stringify(message.data)))
server.listen(Number(process.env['PORT'] ?? 9000), '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`))
