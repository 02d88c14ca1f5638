// A stand-in for the API with invented content, for tests and for looking at pages without the backend. Never part of the bundle.
// node src/testing/mock-server.mjs [port] [scenario]     scenario: full (default) | empty | signed-out
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { freshTenant, tenantRoutes } from "./mock-tenant.mjs";
import { brokenImport, interlinker, interlinkers, itemsOf, operations, profiles, report, schema } from "./mock-data.mjs";

const dist = join(import.meta.dirname, "../../dist");
const settings = JSON.parse(readFileSync(join(import.meta.dirname, "../../public/staticwebapp.config.json"), "utf8"));
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const worth = { awaiting: 0, in_progress: 0.5, finished: 1 };
const me = { subject: "s1", name: "Ada Example", tenant: { id: "t1", name: "Riverside", languages: ["en", "it", "es", "lv"] }, scopes: ["member", "curator", "administrator"] };
const person = { subject: me.subject, name: me.name };

class Refusal extends Error {
  constructor(status, type, errors) {
    super(type);
    Object.assign(this, { status, type, errors });
  }
}

function freshState(scenario) {
  const process = (id, name, aim, hasTree, updatedAt) => ({ id, name, aim, language: "en", hasTree, administrators: [person], createdAt: "2026-09-01T08:00:00Z", updatedAt, revision: 1, ...(hasTree ? { schema: { id: schema.id, name: schema.name.text, version: 1 }, schemaName: schema.name.text } : {}) });
  const full = scenario !== "empty";
  const begun = itemsOf(["list-who-is-touched-by-the-service", "invite-people-who-seldom-take-part", "hold-a-first-open-meeting", "write-down-a-shared-goal"], ["sign-a-partnership-agreement", "talk-to-ten-users"]);
  return {
    signedIn: scenario !== "signed-out", bare: !full, operations: full ? operations() : [], uploads: new Map(), assets: [], next: 1, tenant: freshTenant(), tenantRevision: 1,
    processes: full ? [
      process("p1", "A better library for Riverside", "Make the library a place where **everyone** finds help with digital services.", true, new Date(Date.now() - 7_200_000).toISOString()),
      process("p2", "Repair café at the market", "Repair instead of throwing away.", true, "2026-11-02T08:00:00Z"),
      process("p3", "Safe ways to school", undefined, false, "2026-10-12T08:00:00Z"),
    ] : [],
    trees: new Map([["p1", begun], ["p2", itemsOf([], [])]]),
  };
}

function derive(items) {
  const byId = new Map(items.map((item) => [item.id, item]));
  const children = (id) => items.filter((item) => item.parent === id);
  const tasks = (item) => (item.type === "task" ? [item] : children(item.id).flatMap(tasks));
  for (const item of [...items].reverse()) {
    const below = tasks(item);
    item.percent = Math.round((100 * below.reduce((sum, task) => sum + worth[task.status], 0)) / Math.max(below.length, 1));
    if (item.type !== "task") item.status = below.every((one) => one.status === "finished") ? "finished" : below.every((one) => one.status === "awaiting") ? "awaiting" : "in_progress";
  }
  for (const item of items) item.blockedBy = item.prerequisites.filter((id) => byId.get(id)?.status !== "finished");
  return items;
}

const find = (list, id) => list.find((one) => one.id === id) ?? refuse(404, "not-found");
const refuse = (status, type, errors) => {
  throw new Refusal(status, type, errors);
};
const tally = (words) => [...new Set(words)].map((value) => ({ value, count: words.filter((word) => word === value).length }));
const operationList = (all, status) => {
  const items = all.filter((one) => status.length === 0 || status.includes(one.status));
  return { ...page(items), facets: { status: tally(all.map((one) => one.status)), kind: tally(items.map((one) => one.kind)) } };
};
const page = (items) => ({ items, total: items.length });

function processView(state, process) {
  const items = derive(state.trees.get(process.id) ?? []);
  const tasks = items.filter((item) => item.type === "task");
  const percent = Math.round((100 * tasks.reduce((sum, task) => sum + worth[task.status], 0)) / Math.max(tasks.length, 1));
  const { revision, ...view } = process;
  return { ...view, etag: revision, percent, status: percent === 100 ? "finished" : percent > 0 ? "in_progress" : "awaiting", tasks: { total: tasks.length, finished: tasks.filter((task) => task.status === "finished").length } };
}

const itemView = (state, process, item) => ({ rights: { accessAssets: true, createAssets: true, deleteAssets: true }, ...item, assets: state.assets.filter((asset) => asset.item === item.id && asset.process === process).length, path: [] });

function guideView(state, process) {
  const items = derive(state.trees.get(process.id) ?? []).map((item) => itemView(state, process.id, item));
  const open = items.filter((item) => item.type === "task" && item.status !== "finished");
  const steps = [...open.filter((item) => item.status === "in_progress"), ...open.filter((item) => item.status === "awaiting" && item.blockedBy.length === 0)].slice(0, 3);
  return { process: processView(state, process), items, next: steps.map((item) => ({ item: item.id, reason: item.status === "in_progress" ? "in_progress" : "ready" })) };
}

function recommend(item, limit) {
  const wanted = item.problemProfiles.map((profile) => profile.id);
  const rated = interlinkers.map((entry) => ({ entry, matched: entry.problemProfiles.filter((profile) => wanted.includes(profile.id)) }))
    .filter(({ matched }) => matched.length > 0).sort((a, b) => b.matched.length - a.matched.length);
  const items = rated.map(({ entry, matched }, index) => ({
    interlinker: entry, score: matched.length / wanted.length, generic: false,
    reasons: [
      { code: "matches_task_problems", matched, of: wanted.length },
      entry.languages.includes("en") ? { code: "in_your_language", language: "en" } : { code: "other_language", language: entry.languages[0] },
      ...(index === 0 ? [{ code: "used_in_finished_processes", count: 4 }] : []),
      ...(entry.instantiable ? [] : [{ code: "not_available", why: "missing file" }]),
    ],
  }));
  return { basis: items.length > 0 ? "match" : "none", items: items.slice(0, limit), total: items.length };
}

function catalogue(query) {
  const keys = { nature: (one) => [one.nature], profile: (one) => one.problemProfiles.map((profile) => profile.id), form: (one) => [one.form], difficulty: (one) => [one.difficulty], licence: (one) => [one.licence], contentLanguage: (one) => one.languages };
  const text = (query.get("text") ?? "").toLowerCase();
  const fits = (one, except) => (!text || `${one.name.text} ${one.description.text}`.toLowerCase().includes(text))
    && Object.entries(keys).every(([key, values]) => key === except || query.getAll(key).length === 0 || values(one).some((value) => query.getAll(key).includes(value)));
  const facets = Object.fromEntries(Object.entries(keys).map(([key, values]) => {
    const counts = new Map();
    for (const one of interlinkers) if (fits(one, key)) for (const value of values(one)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [key, [...counts].map(([value, count]) => ({ value, count, ...(key === "profile" ? { label: profiles.find((one) => one.id === value).name.text } : {}) })).sort((a, b) => b.count - a.count)];
  }));
  const items = interlinkers.filter((one) => fits(one)).sort((a, b) => a.name.text.localeCompare(b.name.text));
  return { ...page(items), facets };
}

/** Each route: method, pattern, handler(state, match, { body, query, ifMatch }) -> value | [status, value]. */
const routes = [
  ...tenantRoutes(refuse),
  ["GET", /^\/api\/health$/, () => ({ status: "ok", version: "0.1.0", checks: [] })],
  ["GET", /^\/api\/me$/, () => me],
  ["POST", /^\/\.auth\/login\/local$/, (state, _, { body }) => (body.password === "wrong" ? refuse(401, "wrong-credentials") : ((state.signedIn = true), [204]))],
  ["GET", /^\/\.auth\/me$/, (state) => ({ clientPrincipal: state.signedIn ? { identityProvider: "entra", userId: "u1", userDetails: "ada@example.org", userRoles: ["authenticated"] } : null })],
  ["POST", /^\/api\/invitations\/accept$/, (state, _, { body }) => (body.token === "used" ? refuse(404, "welcome-link-unknown") : ((state.accepted = body.name), [204]))],
  ["POST", /^\/\.auth\/welcome$/, (state) => ((state.signedIn = true), [204])],
  ["POST", /^\/\.auth\/logout$/, (state) => ((state.signedIn = false), [204])],
  ["GET", /^\/api\/catalogue\/interlinkers$/, (state, _, { query }) => (state.bare ? { ...page([]), facets: {} } : catalogue(query))],
  ["GET", /^\/api\/catalogue\/interlinkers\/([^/]+)$/, (_, [id]) => interlinker(id) ?? refuse(404, "not-found")],
  ["GET", /^\/api\/catalogue\/problem-profiles$/, (state) => page(state.bare ? [] : profiles)],
  ["GET", /^\/api\/catalogue\/schemas$/, (state) => page(state.bare ? [] : [schema])],
  ["GET", /^\/api\/catalogue\/schemas\/([^/]+)$/, (_, [id]) => find([schema], id)],
  ["GET", /^\/api\/catalogue\/imports$/, (state) => page(state.bare ? [] : [report, brokenImport])],
  ["GET", /^\/api\/catalogue\/imports\/([^/]+)$/, () => report],
  ["POST", /^\/api\/catalogue\/imports$/, () => [202, { id: report.operationId, kind: "catalogue-import", status: "not_started", createdAt: report.startedAt, updatedAt: report.startedAt }]],
  ["POST", /^\/api\/catalogue\/starter$/, (state) => {
    if (state.importing) refuse(409, "import-running");
    state.importing = true;
    return [202, { id: report.operationId, kind: "catalogue-import", status: "not_started", createdAt: report.startedAt, updatedAt: report.startedAt }];
  }],
  ["POST", /^\/api\/uploads$/, (state, _, { body }) => {
    const upload = { id: `u${state.next++}`, fileName: body.fileName, length: body.length, partSize: 1024, parts: Math.max(1, Math.ceil(body.length / 1024)), expiresAt: "2027-01-01T00:00:00Z", received: [] };
    state.uploads.set(upload.id, upload);
    return [201, upload];
  }],
  ["PUT", /^\/api\/uploads\/([^/]+)\/parts\/(\d+)$/, (state, [id, part]) => {
    const upload = state.uploads.get(id) ?? refuse(404, "not-found");
    if (!upload.received.includes(Number(part))) upload.received.push(Number(part));
    return [204];
  }],
  ["GET", /^\/api\/uploads\/([^/]+)$/, (state, [id]) => state.uploads.get(id) ?? refuse(404, "not-found")],
  ["GET", /^\/api\/operations$/, (state, _, { query }) => operationList(state.operations, query.getAll("status"))],
  ["GET", /^\/api\/operations\/([^/]+)$/, (state, [id]) => find(state.operations, id)],
  ["POST", /^\/api\/operations\/([^/]+)\/cancel$/, (state, [id], { body }) => {
    const operation = find(state.operations, id);
    if (operation.status !== "running") refuse(409, "operation-ended");
    const steps = operation.steps.map((step) => (step.outcome ? step : { ...step, finishedAt: new Date().toISOString(), outcome: "canceled" }));
    return [202, Object.assign(operation, { status: "canceled", endedAt: new Date().toISOString(), canceled: { by: person, at: new Date().toISOString(), reason: body.reason }, steps, can: { cancel: false, retry: true } })];
  }],
  ["POST", /^\/api\/operations\/([^/]+)\/retry$/, (state, [id]) => {
    const operation = find(state.operations, id);
    if (!operation.can.retry) refuse(409, "not-retryable");
    return [202, Object.assign(operation, { status: "running", attempt: operation.attempt + 1, steps: [], progress: undefined, error: undefined, endedAt: undefined, canceled: undefined, can: { cancel: true, retry: false } })];
  }],
  ["GET", /^\/api\/processes$/, (state, _, { query }) => page(state.processes.map((one) => processView(state, one)).filter((one) => (query.getAll("status").length === 0 || query.getAll("status").includes(one.status)) && one.name.toLowerCase().includes((query.get("text") ?? "").toLowerCase())))],
  ["POST", /^\/api\/processes$/, (state, _, { body }) => {
    if (!body.name || body.name.length > 200) refuse(400, "invalid-input", [{ field: "name", code: body.name ? "too_long" : "required", message: "The name is wrong." }]);
    const process = { id: `p${10 + state.next++}`, ...body, hasTree: false, administrators: [person], createdAt: new Date().toISOString(), updatedAt: new Date().toISOString(), revision: 1 };
    state.processes.unshift(process);
    return [201, processView(state, process)];
  }],
  ["GET", /^\/api\/processes\/([^/]+)$/, (state, [id]) => processView(state, find(state.processes, id))],
  ["PATCH", /^\/api\/processes\/([^/]+)$/, (state, [id], { body, ifMatch }) => {
    const process = find(state.processes, id);
    if (ifMatch !== `"${process.revision}"`) refuse(412, "stale-revision");
    Object.assign(process, body, { revision: process.revision + 1 });
    return processView(state, process);
  }],
  ["POST", /^\/api\/processes\/([^/]+)\/schema$/, (state, [id]) => {
    const process = find(state.processes, id);
    if (process.hasTree) refuse(409, "tree-exists");
    Object.assign(process, { hasTree: true, schemaName: schema.name.text, schema: { id: schema.id, name: schema.name.text, version: 1 } });
    state.trees.set(id, itemsOf([], []));
    return guideView(state, process);
  }],
  ["GET", /^\/api\/processes\/([^/]+)\/guide$/, (state, [id]) => guideView(state, find(state.processes, id))],
  ["GET", /^\/api\/processes\/([^/]+)\/items\/([^/]+)$/, (state, [id, item]) => itemView(state, id, find(derive(state.trees.get(id) ?? []), item))],
  ["PUT", /^\/api\/processes\/([^/]+)\/items\/([^/]+)\/status$/, (state, [id, itemId], { body, ifMatch }) => {
    const item = find(state.trees.get(id) ?? [], itemId);
    if (item.type !== "task") refuse(409, "status-is-derived");
    if (ifMatch !== `"${item.revision}"`) refuse(412, "stale-revision");
    Object.assign(item, { status: body.status, revision: String(Number(item.revision) + 1) });
    derive(state.trees.get(id));
    return itemView(state, id, item);
  }],
  ["GET", /^\/api\/processes\/([^/]+)\/items\/([^/]+)\/recommendations$/, (state, [id, item], { query }) => recommend(find(state.trees.get(id) ?? [], item), Number(query.get("limit") ?? 6))],
  ["GET", /^\/api\/processes\/([^/]+)\/assets$/, (state, [id], { query }) => page(state.assets.filter((asset) => asset.process === id && (!query.get("item") || asset.item === query.get("item"))))],
  ["POST", /^\/api\/processes\/([^/]+)\/items\/([^/]+)\/assets$/, (state, [id, item], { body }) => {
    const entry = body.interlinkerId ? interlinkers.find((one) => one.id === body.interlinkerId) : undefined;
    const now = new Date().toISOString();
    const asset = { id: `a${state.next++}`, process: id, item, kind: entry ? "internal" : "external", name: entry ? entry.name.text : body.name, untranslated: false, uri: body.uri, createdAt: now, updatedAt: now, createdBy: person, revision: "1" };
    if (entry) Object.assign(asset, { interlinker: { id: entry.id, name: entry.name }, language: body.language, file: { name: `${entry.id}.docx`, contentType: "application/octet-stream", length: 48213, version: 1, url: `/api/processes/${id}/assets/${asset.id}/content` } });
    state.assets.push(asset);
    const task = find(state.trees.get(id), item);
    if (task.status === "awaiting") Object.assign(task, { status: "in_progress", revision: String(Number(task.revision) + 1) });
    return [201, asset];
  }],
  ["GET", /^\/api\/processes\/[^/]+\/assets\/([^/]+)\/versions$/, (state, [id]) => page([{ version: 1, createdAt: "2026-11-01T10:00:00Z", createdBy: person, ...find(state.assets, id).file }])],
  ["PATCH", /^\/api\/processes\/[^/]+\/assets\/([^/]+)$/, (state, [id], { body }) => Object.assign(find(state.assets, id), body)],
  ["DELETE", /^\/api\/processes\/[^/]+\/assets\/([^/]+)$/, (state, [id]) => ((state.assets = state.assets.filter((asset) => asset.id !== id)), [204])],
];

const open = (path) => path === "/api/health" || path === "/api/tenant" || path.startsWith("/.auth/");

function answer(state, request, url, body) {
  if (request.method !== "GET" && request.headers["x-requested-with"] !== "interlink") refuse(403, "forgery-suspected");
  if (!open(url.pathname) && !state.signedIn) refuse(401, "not-signed-in");
  for (const [method, pattern, handle] of routes) {
    const match = method === request.method && pattern.exec(url.pathname);
    if (!match) continue;
    const result = handle(state, match.slice(1).map(decodeURIComponent), { body, query: url.searchParams, ifMatch: request.headers["if-match"] });
    return Array.isArray(result) && typeof result[0] === "number" ? result : [200, result];
  }
  return refuse(404, "not-found");
}

function sendFile(response, url) {
  const asset = `${dist}${url.pathname}`;
  const file = url.pathname !== "/" && existsSync(asset) ? asset : `${dist}/index.html`;
  response.writeHead(200, { ...settings.globalHeaders, "Content-Type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}

const picture = (seed) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="hsl(${seed * 70} 30% 88%)"/><rect x="40" y="40" width="140" height="90" rx="6" fill="#fff"/><rect x="210" y="40" width="150" height="40" rx="6" fill="#fff"/><rect x="210" y="100" width="150" height="160" rx="6" fill="#fff"/><rect x="40" y="150" width="140" height="110" rx="6" fill="#fff"/></svg>`;

/** Starts the stand-in; answers its address, its state (to arrange a case) and how to stop it. */
export function startMock({ port = 0, scenario = "full" } = {}) {
  const state = freshState(scenario);
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url, "http://localhost");
      if (url.pathname.startsWith("/api/catalogue/files/snapshot")) return response.writeHead(200, { "Content-Type": "image/svg+xml" }).end(picture(Number(url.pathname.split("-")[1]?.[0])));
      if (!/^\/(api|\.auth)\//.test(url.pathname)) return sendFile(response, url);
      try {
        const isJson = request.headers["content-type"]?.includes("json");
        const [status, value] = answer(state, request, url, isJson ? JSON.parse(Buffer.concat(chunks).toString() || "{}") : undefined);
        const tag = value?.revision ?? value?.etag;
        response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store", ...(tag ? { ETag: `"${tag}"` } : {}) }).end(value === undefined ? undefined : JSON.stringify(value));
      } catch (error) {
        if (!(error instanceof Refusal)) console.error(error);
        const status = error.status ?? 500;
        response.writeHead(status, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ type: `/problems/${error.type ?? "unexpected"}`, title: error.type, status, errors: error.errors }));
      }
      return undefined;
    });
  });
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve({ url: `http://127.0.0.1:${server.address().port}`, state, stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) }));
  });
}

if (process.argv[1]?.endsWith("mock-server.mjs")) {
  const { url } = await startMock({ port: Number(process.argv[2] ?? 0), scenario: process.argv[3] ?? "full" });
  console.log(url);
}
