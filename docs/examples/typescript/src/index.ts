import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.generated.js";

export type { components, paths };
/** The records of the API, by name: `Schemas["Process"]`. */
export type Schemas = components["schemas"];
/** A refusal: compare `type`, never the texts. */
export type Problem = Schemas["Problem"];

export type InterlinkOptions = {
  /** Where Interlink is, without `/api`. */
  url: string;
  /** The key of the application, or a bearer token of its own. */
  key: string;
  /** The tenant that a bearer token is meant for; a key says so itself. */
  tenant?: string;
  /** `X-Interlink-Authorization` behind a front that uses `Authorization` for itself. */
  header?: "Authorization" | "X-Interlink-Authorization";
  /** How often a request is sent at the most when the answer is to wait. */
  attempts?: number;
  fetch?: typeof globalThis.fetch;
};

/** The API, with every path, parameter and answer typed: `await interlink.GET("/api/processes/{id}", { params: { path: { id } } })`. */
export function interlink({ url, key, tenant, header = "Authorization", attempts = 4, fetch = globalThis.fetch }: InterlinkOptions): Client<paths> {
  const client = createClient<paths>({ baseUrl: url.replace(/\/$/, ""), fetch: (request) => patiently(fetch, request, attempts) });
  const says: Middleware = {
    onRequest({ request }) {
      request.headers.set(header, `Bearer ${key}`);
      if (tenant) request.headers.set("X-Interlink-Tenant", tenant);
      // One intention, one key: what is sent again below happens once.
      if (request.method === "POST" && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", crypto.randomUUID());
      return request;
    },
  };
  client.use(says);
  return client;
}

/** Waits as long as a 429 or 503 says, then sends the same request again. */
async function patiently(fetch: typeof globalThis.fetch, request: Request, attempts: number): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(request.clone());
    if ((response.status !== 429 && response.status !== 503) || attempt === attempts) return response;
    const wait = Number(response.headers.get("Retry-After") ?? attempt);
    await new Promise((done) => setTimeout(done, (Number.isFinite(wait) ? wait : attempt) * 1000));
  }
}
