import assert from "node:assert/strict";
import { test } from "node:test";
import { nodes, properties, template, templates } from "./lib/bicep.mjs";
import { cosmosRoles, roles } from "./lib/known.mjs";
import { files, json, text } from "./lib/project.mjs";
import * as rules from "./lib/rules.mjs";

const of = (path) => templates.find((one) => one.path === `infra/${path}`);
const faults = (rule) => templates.flatMap((one) => rule(one, templates).map((fault) => `${one.path}: ${fault}`));

const house = {
  "Every template parses": [rules.parses, "resource x 'a@1' = { name: }"],
  "Every parameter and output is described": [rules.described, "@minLength(1)\nparam name string"],
  "Every parameter is bounded": [rules.bounded, "@description('A number.')\n@minValue(1)\nparam size int"],
  "Secrets come in as secure parameters": [rules.secured, "@description('A secret.')\nparam clientSecret string"],
  "No output tells a secret": [rules.tellsNoSecret, "output KEY string = account.listKeys().keys[0].value"],
  "Nothing asks for a key": [rules.asksForNoKeys, "var key = listKeys(id, '2023-05-01')"],
  "No region, id or key is written down": [rules.statesNoPlace, "param location string = 'westeurope'\nvar subscription = '6b1f6471-1bf0-4dda-aec3-cb9272f09590'"],
  "Every resource has an API version that was looked up": [rules.versioned, "resource x 'Microsoft.Web/sites@2018-11-01' = {\n  name: 'x'\n}"],
  "Every module is there and gets exactly what it asks for": [rules.modulesFit, "module identity 'modules/identity.bicep' = {\n  name: 'identity'\n  params: {\n    name: 'x'\n    colour: 'red'\n  }\n}"],
  "Every output that is asked for exists": [rules.outputsExist, "module identity 'modules/identity.bicep' = {\n  name: 'identity'\n}\noutput ID string = identity.outputs.colour"],
  "Nothing is declared in vain": [rules.unused, "var nobody = 1"],
};

for (const [name, [rule, planted]] of Object.entries(house)) {
  test(name, () => assert.deepEqual(faults(rule), []));
  test(`${name}: a planted fault is found`, () => assert.notDeepEqual(rule(template("infra/planted.bicep", planted), templates), []));
}

test("Every template is used", () => {
  const used = templates.flatMap((one) => one.modules.map((module) => `infra/${module.source}`));
  assert.deepEqual(templates.map((one) => one.path).filter((path) => path !== "infra/main.bicep" && !used.includes(path)), []);
});

test("Outputs of the whole are what azd keeps: upper case, each once", () => {
  const names = of("main.bicep").outputs.map(({ name }) => name);
  assert.deepEqual(names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name)), []);
  assert.equal(new Set(names).size, names.length);
});

test("Every role is a built-in one by its right name, and is given to somebody", () => {
  const access = of("modules/access.bicep");
  const variable = [...nodes(access.root)].find((node) => node.type === "variable_declaration" && node.namedChildren[0].text === "roles");
  const stated = Object.fromEntries([...properties(variable.namedChildren[1])].map(([name, value]) => [name, value.text.replaceAll("'", "")]));
  assert.deepEqual(stated, roles);
  const assignments = access.resources.filter(({ type }) => type === "Microsoft.Authorization/roleAssignments");
  for (const name of Object.keys(roles)) assert.ok(assignments.some(({ node }) => node.text.includes(`subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.${name})`)), `${name} is given to nobody`);
  for (const [name, id] of Object.entries(cosmosRoles)) assert.match(access.source, new RegExp(`var ${name} = '${id}'[\\s\\S]*sqlRoleDefinitions/\\$\\{${name}\\}`));
});

test("Roles are given in one place, each under a name of its own", () => {
  const assigning = templates.filter((one) => one.resources.some(({ type, existing }) => !existing && /[rR]oleAssignments$/.test(type)));
  assert.deepEqual(assigning.map((one) => one.path), ["infra/modules/access.bicep"]);
  const names = of("modules/access.bicep").resources.filter(({ type }) => /[rR]oleAssignments$/.test(type)).map(({ properties: stated }) => stated.get("name").text);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.every((name) => name.startsWith("guid(")));
});

test("No role reaches further than one resource", () => {
  for (const { name, type, properties: stated } of of("modules/access.bicep").resources.filter(({ type: t }) => t === "Microsoft.Authorization/roleAssignments")) {
    assert.ok(stated.get("scope"), `${name} (${type}) is given on the whole resource group`);
  }
});

test("Keys and passwords are switched off wherever there is a switch", () => {
  for (const [path, stated] of [
    ["modules/storage.bicep", /allowSharedKeyAccess: false/],
    ["modules/storage.bicep", /minimumTlsVersion: 'TLS1_2'/],
    ["modules/storage.bicep", /allowBlobPublicAccess: false/],
    ["modules/cosmos.bicep", /disableLocalAuth: true/],
    ["modules/monitoring.bicep", /DisableLocalAuth: true/],
    ["modules/monitoring.bicep", /disableLocalAuth: true/],
    ["modules/vault.bicep", /enableRbacAuthorization: true/],
    ["modules/vault.bicep", /enablePurgeProtection: true/],
    ["modules/mail.bicep", /disableLocalAuth: true/],
    ["modules/api.bicep", /resource ftp[\s\S]*?allow: false/],
    ["modules/api.bicep", /resource scm[\s\S]*?allow: false/],
  ]) assert.match(of(path).source, stated, path);
});

test("The principal header is trusted only where the linked backend shuts every other way in", () => {
  assert.match(of("modules/api.bicep").source, /Interlink__Edge__TrustPrincipalHeader: 'true'/);
  const link = of("modules/link.bicep");
  const authentication = link.resources.find(({ properties: stated }) => stated.get("name")?.text === "'authsettingsV2'").node.text;
  assert.match(authentication, /requireAuthentication: true/);
  assert.match(authentication, /unauthenticatedClientAction: 'Return401'/);
  assert.match(authentication, /azureStaticWebApps: \{\s+enabled: true/);
  assert.doesNotMatch(authentication, /excludedPaths/);
  assert.ok(link.resources.some(({ type }) => type === "Microsoft.Web/staticSites/linkedBackends"));
  assert.ok(of("main.bicep").modules.some(({ name, node }) => name === "link" && !/= if/.test(node.text)));
});

test("Mails are neither tracked nor logged with their readers, and a domain is linked only once it is verified", () => {
  const { source, resources } = of("modules/mail.bicep");
  assert.equal(resources.filter(({ type }) => type.endsWith("/domains")).length, [...source.matchAll(/userEngagementTracking: 'Disabled'/g)].length);
  assert.deepEqual([...source.matchAll(/category: '(\w+)'/g)].map(([, name]) => name), ["EmailSendMailOperational", "AllMetrics"]);
  assert.match(source, /var useOwn = !empty\(domain\) && domainVerified/);
  assert.match(source, /linkedDomains: \[useOwn \? own\.id : managed\.id\]/);
});

test("Documents are keyed by tenant, then aggregate, and indexed as the file says", () => {
  const { source } = of("modules/cosmos.bicep");
  assert.match(source, /kind: 'MultiHash'\s+version: 2\s+paths: \[\s+'\/tenant'\s+'\/aggregate'\s+\]/);
  assert.match(source, /loadJsonContent\('\.\.\/cosmos-indexing\.json'\)/);
  const policy = json("infra/cosmos-indexing.json");
  assert.equal(policy.indexingMode, "consistent");
  for (const { path } of [...policy.includedPaths, ...policy.excludedPaths]) assert.match(path, /^\/.*[*?]$/);
  assert.ok([...policy.includedPaths, ...policy.excludedPaths].some(({ path }) => path === "/*"), "the root path must be included or excluded");
});

test("What the stores are called is what the code calls them", () => {
  const names = text("shared/Interlink.Storage.Azure/AzureStorageNames.cs");
  const { source } = of("main.bicep");
  for (const [constant, variable] of [["Database", "databaseName"], ["Documents", "documentsContainer"], ["Blobs", "blobContainer"], ["Ledger", "ledgerTable"]]) {
    const [, name] = names.match(new RegExp(`const string ${constant} = "([^"]+)"`));
    assert.match(source, new RegExp(`var ${variable} = '${name}'`));
  }
  assert.match(source, new RegExp(`var taskHub = '${json("host.json").extensions.durableTask.hubName}'`));
});

test("Files that templates load exist", () => {
  for (const one of templates) {
    for (const [, path] of one.source.matchAll(/load(?:Json|Text)Content\('([^']+)'\)/g)) json(`${one.path.replace(/[^/]+$/, "")}${path}`);
  }
});

test("The linter's rules are errors; what is off is off on purpose", () => {
  const { rules: levels } = json("infra/bicepconfig.json").analyzers.core;
  assert.deepEqual(Object.entries(levels).filter(([, { level }]) => level !== "error").map(([name]) => name), ["use-recent-module-versions"]);
});

test("Templates stay readable: at most 300 lines", () => {
  assert.deepEqual(files("infra", ".bicep").filter((path) => path !== "infra/main.bicep" && text(path).split("\n").length > 301), []);
});
