import { once } from "node:events";
import { createServer } from "node:http";

/** The platform's API as the hook knows it, over real HTTP: keeps tenants, takes catalogues, and fails as it is told to. */
export class FakeApi {
  tenants = new Map();
  imports = new Map();
  asked = [];
  faults = [];
  accepted = "token-1";
  #server = createServer((request, response) => this.#answer(request, response));

  static async start() {
    const api = new FakeApi();
    api.#server.listen(0, "127.0.0.1");
    await once(api.#server, "listening");
    return api;
  }

  get address() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** Fails requests that match, as often as said. A fault has a status, or `drop` for a connection that ends without an answer, or `hang`. */
  fail(match, fault, times = 1) {
    this.faults.push({ match, fault, times });
  }

  count = (match) => this.asked.filter((line) => match.test(line)).length;

  async #answer(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const line = `${request.method} ${request.url}`;
    this.asked.push(line);
    const planned = this.faults.find(({ match, times }) => times > 0 && match.test(line));
    if (planned) {
      planned.times--;
      if (planned.fault.drop) return request.socket.destroy();
      if (planned.fault.hang) return undefined;
      return send(response, planned.fault.status, planned.fault.body, planned.fault.headers);
    }
    if (request.headers["x-interlink-authorization"] !== `Bearer ${this.accepted}`) return send(response, 401);
    return this.#serve(request, response, Buffer.concat(chunks));
  }

  #serve(request, response, content) {
    const path = new URL(request.url, this.address).pathname;
    if (path === "/api/health") return send(response, 200, { status: "ok" });
    const [, id, rest] = path.match(/^\/api\/platform\/tenants\/([^/]+)(\/catalogue\/starter|\/welcome|\/operations\/[0-9]+)?$/) ?? [];
    if (!id) return send(response, 404);
    if (rest?.startsWith("/operations/")) return send(response, 200, { status: "succeeded" });
    if (rest === "/catalogue/starter") return this.#import(id, request, response);
    return rest === "/welcome" ? this.#welcome(id, response) : this.#put(id, JSON.parse(content), response);
  }

  #put(id, body, response) {
    const there = this.tenants.get(id);
    const tenant = { ...there, ...body };
    this.tenants.set(id, tenant);
    // A link is made when there is none that is good, and told once.
    const link = tenant.accepted || tenant.link ? undefined : (tenant.link = 1);
    return this.#view(id, response, link, there ? 200 : 201);
  }

  #welcome(id, response) {
    const tenant = this.tenants.get(id);
    if (tenant.accepted) return send(response, 409, { title: "Conflict", detail: "The administrator signs in already and needs no link." });
    return this.#view(id, response, (tenant.link += 1), 200);
  }

  #view(id, response, link, status) {
    const { name, languages, administrator: email, accepted = false } = this.tenants.get(id);
    const welcome = link ? { welcomeUrl: `${this.address}/welcome?token=${id}-${link}` } : {};
    const administrator = { email, accepted, ...(accepted ? {} : { welcomeExpiresAt: "2026-11-23T12:00:00Z" }), ...welcome };
    return send(response, status, { id, name, languages, outcome: status === 201 ? "created" : "unchanged", administrator });
  }

  #import(id, request, response) {
    if ([...this.imports.values()].includes(id)) return send(response, 409, { type: "/problems/catalogue-begun", title: "Conflict" });
    this.imports.set(request.headers["idempotency-key"], id);
    return send(response, 202, { status: "not_started" }, { location: `/api/platform/tenants/${id}/operations/${this.imports.size}` });
  }
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": body === undefined ? "text/plain" : "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
