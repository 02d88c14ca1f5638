import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { files, text } from "./lib/project.mjs";

const workflows = files(".github/workflows", ".yml").map((path) => ({ path, source: text(path), ...parse(text(path)) }));
const jobs = workflows.flatMap((workflow) => Object.entries(workflow.jobs).map(([name, job]) => ({ at: `${workflow.path}: ${name}`, workflow, ...job })));
const steps = jobs.flatMap((job) => job.steps.map((step) => ({ at: job.at, ...step })));
const azure = parse(text("azure.yaml"));
const deploy = workflows.find(({ path }) => path.endsWith("/deploy.yml"));

test("Every workflow parses and has a name, a trigger and jobs", () => {
  assert.deepEqual(workflows.map(({ path }) => path.split("/").at(-1)).sort(), ["ci.yml", "codeql.yml", "dependency-review.yml", "deploy.yml", "drift.yml"]);
  for (const { path, name, on, jobs: all } of workflows) assert.ok(name && on && Object.keys(all).length > 0, path);
});

test("Actions of others are pinned to a commit, with the version beside it", () => {
  const used = workflows.flatMap(({ path, source }) => [...source.matchAll(/uses: (\S+)(.*)$/gm)].map(([, action, rest]) => ({ path, action, rest })));
  assert.ok(used.length > 15);
  for (const { path, action, rest } of used) assert.match(`${action}${rest}`, /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, path);
});

test("One action has one commit everywhere", () => {
  const commits = new Map();
  for (const { at, uses } of steps.filter((step) => step.uses)) {
    const [action, commit] = uses.split("@");
    assert.equal(commits.get(action) ?? commit, commit, at);
    commits.set(action, commit);
  }
});

test("Rights are the least: reading for all, more only for a job that says so", () => {
  for (const { path, permissions } of workflows) assert.deepEqual(permissions, { contents: "read" }, path);
  const more = jobs.filter(({ permissions }) => permissions).map(({ at, permissions }) => [at.split("/").at(-1), Object.entries(permissions).filter(([, right]) => right === "write").map(([name]) => name)]);
  assert.deepEqual(Object.fromEntries(more), {
    "ci.yml: preview": ["id-token"],
    "codeql.yml: analyze": ["security-events"],
    "deploy.yml: package": ["id-token", "attestations"],
    "deploy.yml: deploy": ["id-token"],
    "drift.yml: preview": ["id-token"],
  });
});

test("Nothing is run for pull requests with the rights of the base", () => {
  for (const { path, source } of workflows) assert.doesNotMatch(source, /pull_request_target|workflow_run/, path);
});

test("What people type never becomes part of a script", () => {
  for (const { at, run } of steps.filter((step) => step.run)) {
    for (const [expression] of run.matchAll(/\$\{\{[^}]*\}\}/g)) assert.match(expression, /\$\{\{ vars\.[A-Z_]+ \}\}/, at);
  }
});

test("Azure is reached by federation: there is no password among the secrets", () => {
  const secrets = workflows.flatMap(({ source }) => [...source.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name));
  assert.deepEqual([...new Set(secrets)], azure.pipeline.secrets);
  for (const { at, run } of steps.filter((step) => step.run?.includes("azd auth login"))) assert.match(run, /--federated-credential-provider github/, at);
});

test("azd never asks", () => {
  for (const { at, run } of steps.filter((step) => /azd (provision|deploy|env refresh)/.test(step.run ?? ""))) assert.match(run, /--no-prompt/, at);
});

test("Every job that touches Azure waits for its environment, whose reviewers say yes", () => {
  for (const job of jobs.filter(({ steps: all }) => all.some((step) => step.run?.includes("azd ")))) assert.ok(job.environment, job.at);
});

test("Every job has an end", () => {
  for (const { at, "timeout-minutes": minutes } of jobs) assert.ok(minutes > 0 && minutes <= 60, at);
});

test("A deployment gets every setting that azure.yaml names for pipelines", () => {
  const given = deploy.jobs.deploy.env;
  for (const name of azure.pipeline.variables) assert.match(given[name] ?? "", new RegExp(`vars\\.${name}\\b`), name);
  for (const name of azure.pipeline.secrets) assert.match(given[name] ?? "", new RegExp(`secrets\\.${name}\\b`), name);
});

test("What a change must pass is what a person runs", () => {
  const ci = workflows.find(({ path }) => path.endsWith("/ci.yml"));
  assert.ok(ci.jobs.test.steps.some(({ run }) => run === "bash tests/run.sh"));
  assert.match(ci.source, /-p:InterlinkRuntime=Azure/);
  assert.match(ci.source, /az bicep build[\s\S]*az bicep lint/);
  assert.match(ci.source, /azd provision --preview/);
});

test("What is deployed comes with its bill of materials, attested", () => {
  const used = deploy.jobs.package.steps.map(({ uses }) => uses?.split("@")[0]);
  for (const action of ["anchore/sbom-action", "actions/attest-build-provenance", "actions/attest-sbom", "actions/upload-artifact"]) assert.ok(used.includes(action), action);
  assert.equal(deploy.jobs.deploy.needs, "package");
});
