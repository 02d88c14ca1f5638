import { setTimeout as pause } from "node:timers/promises";
import { Refusal } from "./refusal.mjs";

const attempts = 6;
const longestPause = 60_000;
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** The product's API, asked through the web app with the caller's token. What passes is tried again, with a bound; what a person must mend is refused with the remedy. */
export class Api {
  #token;
  #renew;
  #base;

  /** @param {string} address where the API is, without `/api`
   *  @param {() => string} renew gives a token, a fresh one each time it is called */
  constructor(address, renew, base = Number(process.env.INTERLINK_RETRY_BASE_MS ?? 1000)) {
    this.address = address.replace(/\/+$/, "");
    this.#renew = renew;
    this.#base = base;
  }

  /** Asks, and tries again what fails in passing: no connection, 408, 429, 5xx.
   *  @param {{ body?: unknown, file?: Buffer, type?: string, headers?: Record<string, string> }} content a value to send as JSON, or bytes
   *  @returns {Promise<{ status: number, location: string | null, body: any }>}
   *  @throws {Refusal} when it goes on failing, or the token is not good enough */
  async ask(method, path, content = {}) {
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#once(method, path, content);
      if (answer.status === 401 && !renewed) {
        // A token may end in the middle of a long list.
        renewed = true;
        this.#token = undefined;
        continue;
      }
      if (answer.status === 401 || answer.status === 403) throw this.#notAllowed(answer, path);
      if (answer.status !== 0 && !passing.has(answer.status)) return answer;
      if (attempt === attempts) throw unreachable(answer, `${this.address}${path}`);
      await pause(Math.min(answer.retryAfter ?? this.#base * 2 ** (attempt - 1), longestPause));
    }
  }

  /** Waits until the API answers: after a first deployment it takes a while to appear.
   *  @param {number} seconds how long at most */
  async awake(seconds) {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      const answer = await this.#once("GET", "/api/health", {});
      if (answer.status === 200) return;
      if (answer.status === 401 || answer.status === 403) throw this.#notAllowed(answer, "/api/health");
      if (Date.now() >= until) throw unreachable(answer, `${this.address}/api/health`);
      await pause(Math.min(answer.retryAfter ?? this.#base * 5, longestPause));
    }
  }

  async #once(method, path, { body, file, type, headers }) {
    this.#token ??= this.#renew();
    const request = {
      method,
      // The platform in front uses Authorization for itself.
      headers: { "x-interlink-authorization": `Bearer ${this.#token}`, accept: "application/json", ...headers },
      signal: AbortSignal.timeout(60_000),
      redirect: "manual",
    };
    if (body !== undefined) Object.assign(request, { body: JSON.stringify(body) }).headers["content-type"] = "application/json";
    if (file !== undefined) Object.assign(request, { body: file }).headers["content-type"] = type;
    try {
      const response = await fetch(this.address + path, request);
      const text = await response.text();
      return { status: response.status, location: response.headers.get("location"), retryAfter: wait(response), body: parse(text) };
    } catch (fault) {
      return { status: 0, location: null, body: { detail: fault.cause?.code ?? fault.message } };
    }
  }

  #notAllowed(answer, path) {
    const said = answer.body?.detail ? ` ${answer.body.detail}` : "";
    return answer.status === 401
      ? new Refusal(
          `The API does not accept the token (401 at ${path}).${said}`,
          "Its audience and issuer must be those of the app registration in INTERLINK_API_CLIENT_ID, and its version 2: see 'The API's app registration' in docs/azure.md.",
        )
      : new Refusal(
          `The signed-in identity does not administer the platform (403 at ${path}).${said}`,
          "Give it the app role 'platform-administrator' of the API's app registration (Entra › Enterprise applications › Users and groups) and sign in again, since roles are in the token; or provision with it.",
        );
  }
}

function wait(response) {
  const stated = response.headers.get("retry-after");
  if (stated === null) return undefined;
  const ms = /^\d+$/.test(stated) ? Number(stated) * 1000 : Date.parse(stated) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : undefined;
}

function parse(text) {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

function unreachable(answer, address) {
  const why = answer.status === 0 ? answer.body.detail : `status ${answer.status}${answer.body?.detail ? `, ${answer.body.detail}` : ""}`;
  return new Refusal(
    `${address} does not answer as it should (${why}).`,
    "Look at the function app in the portal and at its log ('azd monitor --logs'), then run 'azd hooks run postdeploy' again: what was done is not done twice.",
  );
}
