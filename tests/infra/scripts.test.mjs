import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { json, text } from "./lib/project.mjs";
import { Tools } from "./lib/script.mjs";

let tools;
const with_ = (scripts) => (tools = new Tools(scripts));
afterEach(() => tools.remove());

test("Before azd's commands, what is missing is set and what is set stays", async () => {
  with_({ azd: "exit 0" });
  const { code } = await tools.run("prepare.mjs", [], { INTERLINK_BUDGET_START: "2026-01-01" });
  assert.equal(code, 0);
  assert.deepEqual(tools.calls, ["azd env set InterlinkRuntime Azure", "azd env set VITE_SIGN_IN_PROVIDER oidc"]);
});

test("The first month of the budget is the one of the first provisioning", async () => {
  with_({ azd: "exit 0" });
  await tools.run("prepare.mjs", [], {});
  assert.match(tools.calls.at(-1), /^azd env set INTERLINK_BUDGET_START \d{4}-\d{2}-01$/);
});

test("A build for another runtime is not deployed", async () => {
  with_({ azd: "exit 0" });
  const { code, err } = await tools.run("prepare.mjs", [], { InterlinkRuntime: "Embedded" });
  assert.equal(code, 1);
  assert.match(err, /→ azd env set InterlinkRuntime Azure/);
});

test("An azd that fails is told", async () => {
  with_({ azd: 'echo "no environment" >&2; exit 1' });
  const { code, err } = await tools.run("prepare.mjs");
  assert.equal(code, 1);
  assert.match(err, /InterlinkRuntime Azure' failed: no environment/);
});

const metadata = "https://login.example/v2.0/.well-known/openid-configuration";

function built() {
  with_();
  const folder = join(tools.folder, "dist");
  mkdirSync(folder);
  return tools.file("dist/staticwebapp.config.json", text("static-web/public/staticwebapp.config.json"));
}

test("The sign-in provider of the stamp is written into the built web app, and nothing else is changed", async () => {
  const path = built();
  const { code } = await tools.run("sign-in.mjs", [join(tools.folder, "dist")], { INTERLINK_SIGN_IN_METADATA_URL: metadata });
  assert.equal(code, 0);
  const written = JSON.parse(readFileSync(path, "utf8"));
  const wanted = json("static-web/public/staticwebapp.config.json");
  wanted.auth.identityProviders.customOpenIdConnectProviders.oidc.registration.openIdConnectConfiguration.wellKnownOpenIdConfiguration = metadata;
  assert.deepEqual(written, wanted);
});

for (const [what, value] of [["missing", undefined], ["not https", "http://login.example/"], ["no address", "https://"]]) {
  test(`A sign-in provider that is ${what} is refused before anything is deployed`, async () => {
    const path = built();
    const { code, err } = await tools.run("sign-in.mjs", [join(tools.folder, "dist")], value === undefined ? {} : { INTERLINK_SIGN_IN_METADATA_URL: value });
    assert.equal(code, 1);
    assert.match(err, /INTERLINK_SIGN_IN_METADATA_URL.*\n {2}→ azd env set/);
    assert.equal(readFileSync(path, "utf8"), text("static-web/public/staticwebapp.config.json"));
  });
}

test("A web app that was not built is told", async () => {
  with_();
  const { code, err } = await tools.run("sign-in.mjs", [join(tools.folder, "dist")], { INTERLINK_SIGN_IN_METADATA_URL: metadata });
  assert.equal(code, 1);
  assert.match(err, /the web app is not built/);
});

const locked = 'if [ "$2" = list ]; then echo "[\\"/locks/a\\",\\"/locks/b\\"]"; fi';

test("Data that is protected is not taken down", async () => {
  with_({ az: locked });
  const { code, err } = await tools.run("unlock.mjs", [], { AZURE_RESOURCE_GROUP: "rg-test" });
  assert.equal(code, 1);
  assert.match(err, /2 locks protect the data of rg-test.*\n {2}→ .*INTERLINK_PROTECT_DATA false/);
  assert.equal(tools.calls.length, 1);
});

test("Data that may go loses its locks, all of them", async () => {
  with_({ az: locked });
  const { code, out } = await tools.run("unlock.mjs", [], { AZURE_RESOURCE_GROUP: "rg-test", INTERLINK_PROTECT_DATA: "false" });
  assert.equal(code, 0);
  assert.match(tools.calls[1], /^az lock delete --ids \/locks\/a \/locks\/b$/);
  assert.match(out, /2 locks taken off/);
});

test("A stamp without locks, without a group or that is gone already is taken down without more", async () => {
  with_({ az: 'echo "[]"' });
  assert.equal((await tools.run("unlock.mjs", [], { AZURE_RESOURCE_GROUP: "rg-test" })).code, 0);
  assert.equal((await tools.run("unlock.mjs")).code, 0);
  tools.remove();
  with_({ az: 'echo "(ResourceGroupNotFound)" >&2; exit 3' });
  assert.equal((await tools.run("unlock.mjs", [], { AZURE_RESOURCE_GROUP: "rg-test" })).code, 0);
});

test("Locks that cannot be looked for stop the command: it might take data along", async () => {
  with_();
  const { code, err } = await tools.run("unlock.mjs", [], { AZURE_RESOURCE_GROUP: "rg-test", PATH: tools.folder });
  assert.equal(code, 1);
  assert.match(err, /Azure CLI is not installed/);
});

const newStamp = ["sample-city", "City of Sample", "en,it", "administrator@example.org"];
const environments = (list) => `if [ "$1 $2" = "env list" ]; then echo '${list}'; fi`;

test("A stamp of its own is an environment with one tenant, then azd up", async () => {
  with_({ azd: environments("[]") });
  const { code, err } = await tools.run("new-stamp.mjs", [...newStamp, "AZURE_LOCATION=westeurope"]);
  assert.equal(code, 0, err);
  assert.deepEqual(tools.calls, [
    "azd env list --output json",
    "azd env new stamp-sample-city --no-prompt",
    "azd env set INTERLINK_DEDICATED_TENANT sample-city --environment stamp-sample-city",
    'azd env set INTERLINK_TENANTS [{"id":"sample-city","name":"City of Sample","languages":["en","it"],"firstAdministrator":"administrator@example.org"}] --environment stamp-sample-city',
    "azd env set AZURE_LOCATION westeurope --environment stamp-sample-city",
    "azd up --environment stamp-sample-city --no-prompt",
  ]);
});

test("Given again after a failure, it goes on in the same environment", async () => {
  with_({ azd: environments('[{"Name":"stamp-sample-city"}]') });
  assert.equal((await tools.run("new-stamp.mjs", newStamp)).code, 0);
  assert.ok(!tools.calls.some((call) => call.startsWith("azd env new")));
});

test("A failing azd up is passed on with what to do", async () => {
  with_({ azd: `${environments("[]")}; [ "$1" = up ] && exit 1; exit 0` });
  const { code, err } = await tools.run("new-stamp.mjs", newStamp);
  assert.equal(code, 1);
  assert.match(err, /give the same command again/);
});

for (const [what, parameters, told] of [
  ["nothing", [], /Something is missing/],
  ["a wrong id", ["Sample", ...newStamp.slice(1)], /'Sample': id/],
  ["an id that is too long", ["a".repeat(27), ...newStamp.slice(1)], /too long to name a stamp/],
  ["a wrong setting", [...newStamp, "colour"], /'colour' is not of the form/],
]) {
  test(`Wrong parameters make no environment: ${what}`, async () => {
    with_({ azd: environments("[]") });
    const { code, err } = await tools.run("new-stamp.mjs", parameters);
    assert.equal(code, 1);
    assert.match(err, told);
    assert.ok(!tools.calls.some((call) => /env (new|set)|up/.test(call)));
  });
}
