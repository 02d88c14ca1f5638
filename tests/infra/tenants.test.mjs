import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, test } from "node:test";
import { FakeApi } from "./lib/fake-api.mjs";
import { Tools } from "./lib/script.mjs";

const scope = "api://5d1e0f0c/.default";
const city = { id: "sample-city", name: "City of Sample", languages: ["en", "it"], firstAdministrator: "administrator@example.org" };
const town = { ...city, id: "other-town", name: "Other Town" };
const azd = 'echo "{\\"token\\":\\"token-1\\",\\"expiresOn\\":\\"2026-11-22T12:00:00Z\\"}"';

let api, tools;
beforeEach(async () => {
  api = await FakeApi.start();
  tools = new Tools({ azd });
});
afterEach(async () => {
  await api.stop();
  tools.remove();
});

const environment = (tenants, more = {}) => ({
  SERVICE_WEB_URI: api.address, INTERLINK_API_SCOPE: scope, INTERLINK_TENANTS: JSON.stringify(tenants), AZURE_ENV_NAME: "test", ...more,
});
const run = (tenants, more) => tools.run("tenants.mjs", [], environment(tenants, more));

test("Listed tenants are made, and the address and each administrator's link are printed", async () => {
  const { code, out, err } = await run([city, town]);
  assert.equal(code, 0, err);
  assert.deepEqual([...api.tenants.keys()], ["sample-city", "other-town"]);
  const { name, languages, administrator } = api.tenants.get("sample-city");
  assert.deepEqual({ name, languages, administrator }, { name: "City of Sample", languages: ["en", "it"], administrator: "administrator@example.org" });
  assert.ok(out.includes(`Interlink: ${api.address}\n`));
  assert.ok(out.includes(`✓ sample-city: created\n  administrator@example.org begins at ${api.address}/welcome?token=sample-city-1 (once, until 2026-11-23T12:00:00Z)`));
  assert.deepEqual(tools.calls, [`azd auth token --scope ${scope} --output json`]);
});

test("Run again, nothing is made twice, and a link that is out stays good", async () => {
  await run([city]);
  const { code, out } = await run([city]);
  assert.equal(code, 0);
  assert.equal(api.tenants.size, 1);
  assert.match(out, /✓ sample-city: unchanged\n {2}administrator@example\.org has a link that is good until .*INTERLINK_WELCOME_AGAIN=sample-city/);
});

test("A link that was lost is made anew for the tenant that is named, and for no other", async () => {
  await run([city, town]);
  const { out } = await run([city, town], { INTERLINK_WELCOME_AGAIN: "sample-city" });
  assert.match(out, /begins at .*token=sample-city-2/);
  assert.doesNotMatch(out, /token=other-town/);
});

test("An administrator who has signed in needs no link", async () => {
  api.tenants.set("sample-city", { accepted: true });
  const { code, out } = await run([city]);
  assert.equal(code, 0);
  assert.match(out, /administrator@example\.org has signed in/);
  const again = await run([city], { INTERLINK_WELCOME_AGAIN: "sample-city" });
  assert.equal(again.code, 1);
  assert.match(again.err, /signs in already and needs no link/);
});

test("A run that is killed half-way is finished by the next one, with one import", async () => {
  api.fail(/catalogue\/starter/, { hang: true });
  const { child, done } = tools.start("tenants.mjs", [], environment([city]));
  while (api.count(/catalogue\/starter/) === 0) await new Promise((resolve) => setImmediate(resolve));
  child.kill("SIGKILL");
  await done;
  const { code } = await run([city]);
  assert.equal(code, 0);
  assert.equal(api.tenants.size, 1);
  await run([city]);
  assert.deepEqual([...api.imports], [["starter-sample-city", "sample-city"]], "it has begun, so nothing is imported again");
});

test("Who wants no starter catalogue gets none", async () => {
  const { code } = await run([city], { INTERLINK_STARTER_CATALOGUE: "false" });
  assert.equal(code, 0);
  assert.equal(api.imports.size, 0);
});

test("A catalogue that cannot be imported is told, and the tenant counts as not done", async () => {
  api.fail(/GET .*\/operations\//, { status: 200, body: { status: "failed", error: { detail: "The import broke off." } } });
  const { code, err } = await run([city]);
  assert.equal(code, 1);
  assert.match(err, /not imported — The import broke off/);
});

test("A tenant where another import runs is done all the same, and says so", async () => {
  api.fail(/catalogue\/starter/, { status: 409, body: { type: "/problems/import-running", title: "Conflict" } });
  const { code, out } = await run([city]);
  assert.equal(code, 0);
  assert.match(out, /another import is running/);
});

test("What fails in passing is tried again, after the time that the API names", async () => {
  api.fail(/PUT/, { status: 429, headers: { "retry-after": "0" } }, 2);
  api.fail(/PUT/, { status: 503 }, 1);
  api.fail(/PUT/, { drop: true }, 1);
  const { code } = await run([city]);
  assert.equal(code, 0);
  assert.equal(api.count(/PUT/), 5);
  assert.equal(api.tenants.size, 1);
});

test("An answer that is lost after the work was done does no harm", async () => {
  api.tenants.set("sample-city", {});
  api.fail(/PUT/, { drop: true });
  assert.equal((await run([city])).code, 0);
  assert.equal(api.tenants.size, 1);
});

test("Trying again has an end", async () => {
  api.fail(/PUT/, { status: 503 }, 100);
  const { code, err } = await run([city, town]);
  assert.equal(code, 1);
  assert.equal(api.count(/PUT/), 6);
  assert.match(err, /does not answer as it should \(status 503\)\.\n {2}→ .*azd hooks run postdeploy/);
});

test("An API that is not there is named, with what to do", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  const { code, err } = await run([city], { SERVICE_WEB_URI: `http://127.0.0.1:${port}`, INTERLINK_WAIT_SECONDS: "0" });
  assert.equal(code, 1);
  assert.match(err, /ECONNREFUSED.*\n {2}→ Look at the function app/);
});

test("An API that is still starting is waited for", async () => {
  api.fail(/health/, { status: 503 }, 3);
  api.fail(/health/, { status: 404 }, 1);
  assert.equal((await run([city])).code, 0);
});

test("A token that ended is renewed once", async () => {
  api.fail(/PUT/, { status: 401 });
  assert.equal((await run([city])).code, 0);
  assert.equal(tools.calls.length, 2);
});

test("A token that is not accepted ends the run, and the remedy names the app registration", async () => {
  api.accepted = "another";
  const { code, err } = await run([city, town]);
  assert.equal(code, 1);
  assert.match(err, /401.*\n {2}→ .*INTERLINK_API_CLIENT_ID/);
  assert.equal(api.tenants.size, 0);
});

test("A missing role ends the run, and the remedy names the role", async () => {
  api.fail(/PUT/, { status: 403 }, 10);
  const { code, err } = await run([city, town]);
  assert.equal(code, 1);
  assert.match(err, /403.*\n {2}→ .*platform-administrator/);
  assert.equal(api.count(/PUT/), 1);
});

test("A conflict stops its tenant only", async () => {
  api.fail(/PUT .*sample-city/, { status: 409, body: { title: "The tenant was deleted", detail: "Its id is kept for 30 days." } }, 10);
  const { code, out, err } = await run([city, town]);
  assert.equal(code, 1);
  assert.match(out, /✓ other-town: created/);
  assert.match(err, /✗ sample-city: The tenant was deleted — Its id is kept for 30 days\.\n {2}→ .*choose another id/);
  assert.match(err, /Not done: sample-city/);
});

test("What the API says of a field is passed on", async () => {
  api.fail(/PUT/, { status: 400, body: { title: "Invalid input", errors: [{ field: "languages", code: "not_a_language", detail: "xx is no language." }] } });
  const { code, err } = await run([city]);
  assert.equal(code, 1);
  assert.match(err, /languages: xx is no language/);
});

test("An API without the platform's addresses is told as such", async () => {
  api.fail(/PUT/, { status: 404 });
  const { code, err } = await run([city]);
  assert.equal(code, 1);
  assert.match(err, /azd deploy/);
});

for (const [what, list, told] of [
  ["not JSON", "{", /is not JSON/],
  ["no list", "{}", /holds no list of tenants/],
  ["every fault at once", JSON.stringify([{ id: "A", name: "", languages: ["english"], firstAdministrator: "nobody", colour: "red" }, 7]),
    /'A': id: .*'A': name: .*'A': languages: .*'A': firstAdministrator: .*'A': colour: .*entry 2 is not an object/],
  ["the platform's own id", JSON.stringify([{ ...city, id: "interlink-platform" }]), /'interlink-platform': id/],
  ["an id twice", JSON.stringify([city, city]), /'sample-city' is listed twice/],
  ["a file that is not there", "no/such/file.json", /names no\/such\/file\.json, which is not there/],
]) {
  test(`A wrong list is refused before anything is asked: ${what}`, async () => {
    const { code, err } = await run([], { INTERLINK_TENANTS: list });
    assert.equal(code, 1);
    assert.match(err, told);
    assert.deepEqual([api.asked, tools.calls], [[], []]);
  });
}

test("A dedicated stamp takes its own tenant and no other", async () => {
  const { code, err } = await run([city], { INTERLINK_DEDICATED_TENANT: "other-town" });
  assert.equal(code, 1);
  assert.match(err, /'sample-city' is not the tenant of this stamp, 'other-town'/);
});

test("Without a list nothing is asked, and it is said how to begin", async () => {
  const { code, out } = await run([], { INTERLINK_TENANTS: "" });
  assert.equal(code, 0);
  assert.match(out, /No tenants are listed\. Copy infra\/tenants\/sample\.json/);
  assert.deepEqual([api.asked, tools.calls], [[], []]);
});

test("An API that is closed to programs is told with the way to open it", async () => {
  const { code, err } = await run([city], { INTERLINK_API_SCOPE: "" });
  assert.equal(code, 1);
  assert.match(err, /INTERLINK_API_SCOPE is not set.*\n {2}→ Register the API in Entra/);
});

test("In a pipeline the first administrator's link stays out of the log", async () => {
  const { code, out, err } = await run([city], { CI: "true" });
  assert.equal(code, 0);
  assert.doesNotMatch(out + err, /welcome\?token/);
  const shown = await run([town], { CI: "true", INTERLINK_SHOW_LINKS: "true" });
  assert.match(shown.out, /welcome\?token/);
});

test("Where azd has no token the Azure CLI is asked; where neither has one, it is said how to sign in", async () => {
  tools.remove();
  tools = new Tools({ azd: 'echo "not logged in" >&2; exit 1', az: 'echo "{\\"accessToken\\":\\"token-1\\"}"' });
  assert.equal((await run([city])).code, 0);
  tools.remove();
  tools = new Tools({ azd: 'echo "not logged in" >&2; exit 1', az: 'echo "Please run az login." >&2; exit 1' });
  const { code, err } = await run([city]);
  assert.equal(code, 1);
  assert.match(err, /not logged in\.\n {2}→ Sign in with 'azd auth login'/);
});
