import { addressedTenant } from "@/lib/address";
import { newKey } from "@/lib/keys";
import { connection } from "@/lib/connection";
import { Problem } from "./problem";

export type QueryValue = string | number | boolean | undefined | readonly string[];
export type RequestOptions = {
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** The revision read before; sent as If-Match. */
  ifMatch?: string;
  /** Names one intention: the same key twice is one effect. Made up when left out. */
  idempotencyKey?: string;
  language?: string;
  /** Further headers, such as the ticket of a link that somebody without an account was given. */
  headers?: Record<string, string>;
  signal?: AbortSignal;
};
/** An object together with the revision it was read at. */
export type Tagged<T> = T & { etag: string };

const attempts = 3;
const pause = (milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });

/** Asked when the session has ended; answers whether the person signed in again, so that the request can be sent once more. */
export type Reauthenticate = () => Promise<boolean>;
let reauthenticate: Reauthenticate = () => Promise.resolve(false);
export const onExpiredSession = (handler: Reauthenticate) => {
  reauthenticate = handler;
};

/** Asked when a new version of a legal text stands in the way; answers whether the person has agreed, so that the request can be sent once more. */
let askConsent: Reauthenticate = () => Promise.resolve(false);
export const onConsentRequired = (handler: Reauthenticate) => {
  askConsent = handler;
};

let patience = 400;
/** Tests shorten the wait between attempts. */
export const setPatience = (milliseconds: number) => {
  patience = milliseconds;
};

export function address(path: string, query: RequestOptions["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "" || value === false) continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

function headersOf(method: string, options: RequestOptions, key: string | undefined): Headers {
  const headers = new Headers({ ...options.headers, Accept: "application/json", "X-Requested-With": "interlink" });
  if (addressedTenant) headers.set("X-Interlink-Tenant", addressedTenant);
  if (options.language) headers.set("Accept-Language", options.language);
  if (options.ifMatch) headers.set("If-Match", options.ifMatch);
  if (method === "POST" && key) headers.set("Idempotency-Key", key);
  if (options.body instanceof Blob) headers.set("Content-Type", "application/octet-stream");
  else if (options.body !== undefined) headers.set("Content-Type", "application/json");
  return headers;
}

async function once(method: string, url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  try {
    const response = await fetch(url, { ...init, method, credentials: "same-origin", signal: signal ?? null });
    connection.reached();
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.lost();
    throw Problem.unreachable();
  }
}

/** Sends; repeats what can safely be repeated: GETs, and POSTs under their key when the network was silent. */
async function persistently(method: string, url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    let refusal: Problem;
    try {
      const response = await once(method, url, init, signal);
      if (response.ok) return response;
      refusal = await Problem.read(response);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusal = error;
    }
    const repeatable = method === "GET" ? refusal.transient : method === "POST" && refusal.status === 0;
    if (!repeatable || attempt === attempts) throw refusal;
    const wait = refusal.retryAfter ? Math.min(refusal.retryAfter, 10) * 1000 : patience * 2 ** (attempt - 1);
    await pause(wait, signal);
  }
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const url = address(path, options.query);
  const key = method === "POST" ? (options.idempotencyKey ?? newKey()) : undefined;
  const body = options.body === undefined || options.body instanceof Blob ? options.body : JSON.stringify(options.body);
  const init: RequestInit = { headers: headersOf(method, options, key), body: (body as BodyInit | undefined) ?? null };
  try {
    return await persistently(method, url, init, options.signal);
  } catch (error) {
    const refused = error instanceof Problem ? error : undefined;
    const again = refused?.type === "consent-required" ? askConsent : refused?.status === 401 && path !== "/api/me" ? reauthenticate : undefined;
    if (!again || !(await again())) throw error;
    return persistently(method, url, init, options.signal);
  }
}

async function json<T>(response: Response): Promise<T> {
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function tagged<T extends object>(response: Response): Promise<Tagged<T>> {
  return { ...(await json<T>(response)), etag: response.headers.get("ETag") ?? "" };
}

/** The one way to talk to the API. Paths begin with `/api`. Throws `Problem` for every refusal. */
export const api = {
  get: async <T>(path: string, options: RequestOptions = {}) => json<T>(await send("GET", path, options)),
  getTagged: async <T extends object>(path: string, options: RequestOptions = {}) => tagged<T>(await send("GET", path, options)),
  post: async <T>(path: string, body: unknown, options: RequestOptions = {}) => json<T>(await send("POST", path, { ...options, body })),
  postTagged: async <T extends object>(path: string, body: unknown, options: RequestOptions = {}) =>
    tagged<T>(await send("POST", path, { ...options, body })),
  put: async <T>(path: string, body: unknown, options: RequestOptions = {}) => json<T>(await send("PUT", path, { ...options, body })),
  putTagged: async <T extends object>(path: string, body: unknown, options: RequestOptions = {}) =>
    tagged<T>(await send("PUT", path, { ...options, body })),
  patchTagged: async <T extends object>(path: string, body: unknown, options: RequestOptions = {}) =>
    tagged<T>(await send("PATCH", path, { ...options, body })),
  delete: async (path: string, options: RequestOptions = {}) => {
    await send("DELETE", path, options);
  },
};
