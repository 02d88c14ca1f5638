import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Event = { type: string; data: { challenge?: string } };
export type Received = { headers: IncomingHttpHeaders; body: string; type: string };

/** Another system, on a free port of this machine: takes down what it is sent, and answers as a test says. */
export class Receiver {
  readonly received: Received[] = [];
  private answer: { status: number; body: string; headers: Record<string, string> } = { status: 200, body: '', headers: {} };
  private server!: Server;

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const event = JSON.parse(body) as Event;
        receiver.received.push({ headers: request.headers, body, type: event.type });
        const { status, headers, body: text } = receiver.answer;
        response.writeHead(status, { 'Content-Type': 'text/plain', ...headers }).end(text.replace('{challenge}', event.data.challenge ?? ''));
      });
    });
    await new Promise<void>((done) => receiver.server.listen(0, '127.0.0.1', done));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  /** What it answers from now on; `{challenge}` stands for the challenge that it was sent. */
  answers(status: number, body: string, headers: Record<string, string> = {}): void {
    this.answer = { status, body, headers };
  }

  types(): string[] {
    return this.received.map((one) => one.type);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Whether one of the signatures of a message was made with a secret, as Standard Webhooks says. */
  static signs(secret: string, headers: IncomingHttpHeaders, body: string): boolean {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64');
    return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
  }
}
