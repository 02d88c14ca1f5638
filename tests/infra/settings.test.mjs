import assert from "node:assert/strict";
import { test } from "node:test";
import { nodes, templates } from "./lib/bicep.mjs";
import { platformSettings } from "./lib/known.mjs";
import { files, text } from "./lib/project.mjs";

const api = templates.find(({ path }) => path === "infra/modules/api.bicep");
const mail = templates.find(({ path }) => path === "infra/modules/mail.bicep");
const written = [...new Set([...nodes(api.root), ...nodes(mail.root)].filter((node) => node.type === "object_property").map((node) => node.namedChildren[0].text).filter((name) => /__|^[A-Z0-9_]{6,}$/.test(name)))];
const code = files(".", ".cs").filter((path) => /^(functions|shared)\//.test(path)).map((path) => ({ path, source: text(path) }));

/** Files that speak of a section of settings. Until the first one does, a section is agreed and not yet built. */
const speakingOf = (section) => code.filter(({ source }) => source.includes(`"Interlink:${section}`) || source.includes(`Interlink:${section}</c>`));

test("Every setting that the templates write is read: by the platform, or by our code", () => {
  assert.ok(written.length >= 15);
  for (const name of written.filter((one) => !platformSettings.some((known) => known.test(one)))) {
    const [, path, option] = name.match(/^Interlink__(\w+)__([A-Za-z]+)(?:__\d+)?$/) ?? [];
    assert.ok(path, `${name} is nobody's`);
    const section = path.replaceAll("__", ":");
    const speaking = speakingOf(section);
    if (speaking.length === 0) continue;
    const reads = new RegExp(`\\b${option}\\s*\\{ get|\\b${option}\\b\\s*[,)]|"Interlink:${section}:${option}"`);
    assert.ok(speaking.some(({ source }) => reads.test(source)), `${name} is read by none of ${speaking.map(({ path }) => path).join(", ")}`);
  }
});

test("No setting holds a key", () => {
  for (const name of written) assert.doesNotMatch(name, /Key$|Secret|Password|AccountKey/, name);
  assert.doesNotMatch(api.source, /AccountKey=|SharedAccessSignature=|DefaultEndpointsProtocol=/);
});

test("The settings that storage was promised are written", () => {
  for (const name of ["CosmosEndpoint", "BlobEndpoint", "TableEndpoint", "KeyVaultUri", "ManagedIdentityClientId"]) assert.ok(written.includes(`Interlink__Storage__${name}`), name);
  for (const name of ["Authority", "Audiences__0"]) assert.ok(written.includes(`Interlink__Identity__${name}`), name);
});

test("The settings that mail was promised are written, and only where there is a service for it", () => {
  for (const name of ["From", "Azure__Endpoint"]) assert.ok(written.includes(`Interlink__Mail__${name}`), name);
  assert.match(api.source, /properties: union\([^)]*\bmailSettings\b/);
  assert.match(text("infra/main.bicep"), /mailSettings: mail \? mailService!\.outputs\.settings : \{\}/);
});

test("Settings that Flex Consumption refuses are not written", () => {
  for (const name of ["FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTSHARE", "AzureWebJobsStorage"]) assert.ok(!written.includes(name), name);
});
