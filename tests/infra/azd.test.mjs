import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { templates } from "./lib/bicep.mjs";
import { hookMembers, hookNames, serviceHookNames } from "./lib/known.mjs";
import { files, json, root, text } from "./lib/project.mjs";

const azure = parse(text("azure.yaml"));
const main = templates.find(({ path }) => path === "infra/main.bicep");
const parameters = json("infra/main.parameters.json").parameters;
const variables = [...new Set([...text("infra/main.parameters.json").matchAll(/\$\{(\w+)/g)].map(([, name]) => name))];

const hooksOf = (hooks) => Object.values(hooks ?? {}).flatMap((hook) => (hook.posix ? [hook.posix, hook.windows] : [hook]));

test("azure.yaml is what azd's schema allows", () => {
  assert.match(text("azure.yaml").split("\n")[0], /^# yaml-language-server: \$schema=https:\/\/raw\.githubusercontent\.com\/Azure\/azure-dev\/main\/schemas\/v1\.0\/azure\.yaml\.json$/);
  assert.match(azure.name, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
  assert.deepEqual(Object.keys(azure).filter((key) => !["name", "metadata", "requiredVersions", "infra", "services", "hooks", "pipeline"].includes(key)), []);
  assert.deepEqual(azure.infra, { provider: "bicep", path: "infra", module: "main" });
  for (const service of Object.values(azure.services)) {
    assert.ok(["function", "staticwebapp"].includes(service.host));
    // These hosts take neither an image nor an environment of their own.
    assert.deepEqual(Object.keys(service).filter((key) => !["host", "project", "language", "dist", "hooks"].includes(key)), []);
    assert.ok(existsSync(join(root, service.project)), `${service.project} is not there`);
    assert.deepEqual(Object.keys(service.hooks ?? {}).filter((name) => !serviceHookNames.includes(name)), []);
  }
  assert.deepEqual(Object.keys(azure.hooks).filter((name) => !hookNames.includes(name)), []);
  assert.equal(azure.pipeline.provider, "github");
});

test("The two services are those the templates tag a host for", () => {
  const tagged = [...main.source.matchAll(/'azd-service-name': '(\w+)'/g)].map(([, name]) => name).sort();
  assert.deepEqual(tagged, Object.keys(azure.services).sort());
  assert.match(main.source, /'azd-env-name': environmentName/);
});

test("Every hook works without a person, on every system, and its script is there", () => {
  const all = [[".", azure.hooks], ...Object.values(azure.services).map((service) => [service.project, service.hooks])];
  for (const [folder, hooks] of all) {
    for (const hook of hooksOf(hooks)) {
      assert.deepEqual(Object.keys(hook).filter((key) => !hookMembers.includes(key)), []);
      const [, script] = hook.run.match(/^node (\S+\.mjs)( dist)?$/);
      assert.ok(existsSync(join(root, folder, script)), `${script} is not there`);
    }
    for (const hook of Object.values(hooks ?? {})) {
      assert.deepEqual([hook.posix.shell, hook.windows.shell], ["sh", "pwsh"]);
      assert.equal(hook.posix.run, hook.windows.run);
    }
  }
});

test("The version of azd is one that hands its environment to the builds", () => assert.equal(azure.requiredVersions.azd, ">= 1.23.7"));

test("Every parameter of the whole has a value from azd's environment, and no other has", () => {
  assert.deepEqual(Object.keys(parameters).sort(), main.params.map(({ name }) => name).sort());
  for (const [name, { value }] of Object.entries(parameters)) assert.match(value, /^\$\{(AZURE_ENV_NAME|AZURE_LOCATION|AZURE_PRINCIPAL_ID|INTERLINK_[A-Z_]+)(=[^}]*)?\}$/, name);
});

test("Values that azd is given when nobody says anything are the templates' own", () => {
  for (const { name, node, required } of main.params) {
    const [, , stated] = parameters[name].value.match(/^\$\{(\w+)(?:=(.*))?\}$/);
    if (required || stated === undefined) continue;
    assert.equal(stated, node.namedChildren[2].text.replace(/^'|'$/g, ""), name);
  }
});

test("Variables of the pipeline are parameters or read by a hook", () => {
  const scripts = files("infra/scripts", ".mjs").map(text).join("\n");
  for (const name of [...azure.pipeline.variables, ...azure.pipeline.secrets]) assert.ok(variables.includes(name) || scripts.includes(name), `${name} is read by nothing`);
});

test("What hooks and documents read of the environment is put there by somebody", () => {
  const outputs = main.outputs.map(({ name }) => name);
  const known = new Set([...outputs, ...variables, ...azure.pipeline.variables, "CI", "AZURE_ENV_NAME", "AZURE_SUBSCRIPTION_ID",
    // Read by the hooks alone; each is described in docs/azure.md.
    "INTERLINK_SHOW_LINKS", "INTERLINK_WELCOME_AGAIN", "INTERLINK_STARTER_CATALOGUE", "INTERLINK_WAIT_SECONDS", "INTERLINK_RETRY_BASE_MS", "InterlinkRuntime"]);
  for (const path of files("infra/scripts", ".mjs")) {
    for (const [, name] of text(path).matchAll(/(?:env\.|required\(")([A-Za-z_]+)/g)) assert.ok(known.has(name) || name === "env", `${path} reads ${name}`);
  }
});

test("The list of tenants that the project shows is a right one", async () => {
  const { tenantList } = await import("../../infra/scripts/lib/tenant-list.mjs");
  assert.equal(tenantList({ INTERLINK_TENANTS: join(root, "infra/tenants/sample.json") }).length, 1);
});
