import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { autoscaleMaximum, bill, demand, tables } from "../../infra/capacity/model.mjs";
import { templates } from "./lib/bicep.mjs";
import { roles } from "./lib/known.mjs";
import { files, json, root, text } from "./lib/project.mjs";

const azure = text("docs/azure.md");
const guide = text("docs/operations-guide.md");
const outputs = templates.find(({ path }) => path === "infra/main.bicep").outputs.map(({ name }) => name);
const { sizes } = json("infra/capacity/assumptions.json");

test("The guide's figures are the model's", () => {
  for (const table of tables()) assert.ok(guide.includes(table), "node infra/capacity/model.mjs, and put its tables into docs/operations-guide.md");
});

test("The formulae that the guide shows give the figures that it shows", () => {
  const stamp = demand(sizes.at(-1));
  assert.equal(stamp.requests, 9_600_000);
  assert.equal(Math.round(stamp.burst), 76);
  assert.equal(Math.round(stamp.ruPerRequest), 49);
  assert.equal(Math.round(stamp.ruBurst), 3759);
  assert.equal(autoscaleMaximum(stamp), 6000);
});

test("More people cost more, of everything that is paid by use", () => {
  const [small, large] = [{ ...sizes.at(-1), people: 50_000 }, sizes.at(-1)].map((size) => bill(size));
  for (const part of ["documents: request units", "functions", "orchestrations: queues and tables", "logs, alerts, availability"]) assert.ok(large[part] > small[part], part);
});

test("Every setting of a stamp is described, and no other is", () => {
  const read = [...text("infra/main.parameters.json").matchAll(/\$\{(\w+)/g), ...files("infra/scripts", ".mjs").map(text).join("\n").matchAll(/\b(INTERLINK_[A-Z_]+)/g)].map(([, name]) => name);
  const described = [...azure.matchAll(/`((?:INTERLINK|AZURE)_[A-Z_]+)/g)].map(([, name]) => name);
  for (const name of new Set(read)) assert.ok(described.includes(name) || outputs.includes(name), `${name} is not in docs/azure.md`);
  for (const name of new Set([...described, ...[...guide.matchAll(/`(INTERLINK_[A-Z_]+)/g)].map(([, one]) => one)])) {
    assert.ok(read.includes(name) || ["AZURE_SUBSCRIPTION_ID"].includes(name), `${name} is read by nothing`);
  }
});

test("The dry reading names every role that is given, and every module", () => {
  const rows = azure.split("## `azd up`, read dry")[1].split("\n## ")[0];
  for (const name of Object.keys(roles)) {
    const words = name.replace(/[A-Z]/g, " $&").toLowerCase();
    assert.ok(rows.toLowerCase().includes(words), `${words} is not in the table`);
  }
  assert.equal(rows.split("\n").filter((row) => /^\| \d+ \|/.test(row)).length, 33);
});

test("Alerts that the templates make are in the runbook", () => {
  const { source } = templates.find(({ path }) => path === "infra/modules/alerts.bicep");
  const names = [...source.matchAll(/^ {4}name: '([\w-]+)'$/gm), ...source.matchAll(/^ {2}name: '([\w-]+)'$/gm)].map(([, name]) => name);
  assert.equal(names.length, 5);
  for (const name of names) assert.ok(guide.includes(`\`${name}\``), name);
});

test("Every metric that alerts and the guide ask for is one that the code reports", () => {
  const asked = [...templates.map(({ source }) => source), guide].join("\n").matchAll(/"(interlink\.[\w.]+)"/g);
  const names = new Set([...asked].map(([, name]) => name));
  assert.equal(names.size, 2);
  const code = files("shared", ".cs").map(text).join("\n");
  for (const name of names) assert.ok(code.includes(`"${name}"`), name);
});

test("Links within the pages lead somewhere", () => {
  for (const path of ["docs/azure.md", "docs/operations-guide.md"]) {
    const page = text(path);
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w\s-]/g, "").replaceAll(" ", "-"));
    for (const [, target] of page.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith("#")) assert.ok(anchors.includes(target.slice(1)), `${path}: ${target}`);
      else assert.ok(existsSync(join(root, dirname(path), target.split("#")[0])), `${path}: ${target}`);
    }
  }
});
