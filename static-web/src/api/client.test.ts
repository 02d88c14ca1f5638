import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connection } from "@/lib/connection";
import { address, api, onExpiredSession } from "./client";
import { Problem } from "./problem";

type Call = { url: string; init: RequestInit & { headers: Headers } };

/** Answers in turn; remembers what was asked. An `Error` stands for a silent network. */
function answering(...answers: (Response | Error)[]): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", (url: string, init: Call["init"]) => {
    calls.push({ url, init });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve((answer as Response).clone());
  });
  return calls;
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": status >= 400 ? "application/problem+json" : "application/json", ...headers } });
const silence = new TypeError("network");

describe("The API client", () => {
  beforeEach(() => onExpiredSession(() => Promise.resolve(false)));
  afterEach(() => vi.unstubAllGlobals());

  it("names itself on every request", async () => {
    const calls = answering(json({}));
    await api.get("/api/me");
    expect(calls[0]?.init.headers.get("X-Requested-With")).toBe("interlink");
  });

  it("repeats keys in the address for lists and leaves out what is empty", () => {
    expect(address("/api/x", { nature: ["software", "knowledge"], text: "", cursor: undefined, limit: 5 })).toBe("/api/x?nature=software&nature=knowledge&limit=5");
  });

  it("keeps the revision and sends it back", async () => {
    const calls = answering(json({ name: "a" }, 200, { ETag: '"7"' }));
    const read = await api.getTagged<{ name: string }>("/api/processes/1");
    expect(read).toEqual({ name: "a", etag: '"7"' });
    await api.patchTagged("/api/processes/1", { name: "b" }, { ifMatch: read.etag });
    expect(calls[1]?.init.headers.get("If-Match")).toBe('"7"');
  });

  it("gives each POST one key, also when it has to be sent again", async () => {
    const calls = answering(silence, json({ id: "1" }, 201));
    await api.post("/api/processes", { name: "a" });
    const keys = calls.map((call) => call.init.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it("uses the caller's key for the caller's intention", async () => {
    const calls = answering(json({}, 201));
    await api.post("/api/processes", {}, { idempotencyKey: "mine" });
    expect(calls[0]?.init.headers.get("Idempotency-Key")).toBe("mine");
  });

  it("reads a refusal with every field at fault", async () => {
    answering(json({ type: "/problems/invalid-input", detail: "Wrong.", errors: [{ field: "name", code: "required", message: "x" }] }, 400));
    const problem = await api.post("/api/processes", {}).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ status: 400, type: "invalid-input", detail: "Wrong.", fields: [{ field: "name", code: "required" }] });
  });

  it("makes a problem of a page that a gateway sends", async () => {
    answering(new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }));
    await expect(api.put("/api/x", {})).rejects.toMatchObject({ status: 502, type: "status-502", fields: [] });
  });

  it("reads again when the server is busy, but not when it refuses", async () => {
    const busy = answering(json({}, 503), json({}, 503), json({ ok: true }));
    await expect(api.get("/api/x")).resolves.toEqual({ ok: true });
    expect(busy).toHaveLength(3);
    const refused = answering(json({}, 404));
    await expect(api.get("/api/x")).rejects.toMatchObject({ status: 404 });
    expect(refused).toHaveLength(1);
  });

  it("never repeats a change that was answered, nor a PUT into silence", async () => {
    const post = answering(json({}, 503));
    await expect(api.post("/api/x", {})).rejects.toMatchObject({ status: 503 });
    expect(post).toHaveLength(1);
    const put = answering(silence);
    await expect(api.put("/api/x", {})).rejects.toMatchObject({ status: 0, type: "unreachable" });
    expect(put).toHaveLength(1);
  });

  it("tells that the server cannot be reached, and that it can again", async () => {
    answering(silence);
    await api.put("/api/x", {}).catch(() => undefined);
    expect(connection.get()).toBe("unreachable");
    answering(json({}));
    await api.get("/api/x");
    expect(connection.get()).toBe("restored");
  });

  it("waits for the person to sign in again and then sends the same request once more", async () => {
    const calls = answering(json({}, 401), json({ id: "1" }, 201));
    onExpiredSession(() => Promise.resolve(true));
    await expect(api.post("/api/processes", { name: "kept" })).resolves.toEqual({ id: "1" });
    expect(calls.map((call) => call.init.body)).toEqual(['{"name":"kept"}', '{"name":"kept"}']);
    expect(calls[1]?.init.headers.get("Idempotency-Key")).toBe(calls[0]?.init.headers.get("Idempotency-Key"));
  });

  it("reports the lost session when the person does not sign in", async () => {
    const calls = answering(json({}, 401));
    await expect(api.get("/api/processes")).rejects.toMatchObject({ status: 401 });
    expect(calls).toHaveLength(1);
  });

  it("stops when nobody waits for the answer any more", async () => {
    const abort = new AbortController();
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
      abort.abort(new DOMException("gone", "AbortError"));
      return Promise.reject(init.signal?.reason as Error);
    });
    await expect(api.get("/api/x", { signal: abort.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});
