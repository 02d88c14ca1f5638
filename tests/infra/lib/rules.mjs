import { dirname, posix } from "node:path";
import { nodes } from "./bicep.mjs";
import { apiVersions, cosmosRoles, roles, verifiedModules } from "./known.mjs";

// Each rule takes a parsed template and gives its faults, one sentence each.

const regions = /^(eastus2?|westus[23]?|centralus|northcentralus|southcentralus|westcentralus|northeurope|westeurope|uksouth|ukwest|francecentral|germanywestcentral|italynorth|norwayeast|spaincentral|swedencentral|switzerlandnorth|polandcentral|eastasia|southeastasia|japaneast|australiaeast|canadacentral|brazilsouth|centralindia|koreacentral)$/i;
const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const telling = /\blist[A-Z]\w*\(|connection_?string|instrumentationkey|accountkey|sharedaccess|password/i;

export const parses = (template) => [...nodes(template.root)].filter((node) => node.isError || node.isMissing).map((node) => `line ${node.startPosition.row + 1} is not Bicep`);

export function described(template) {
  return [...template.params, ...template.outputs]
    .filter(({ decorators }) => !/^'.{5,}'$/s.test(decorators.get("description") ?? ""))
    .map(({ name }) => `${name} has no description`);
}

export function bounded(template) {
  return template.params.filter(({ type, decorators }) => {
    if (decorators.has("allowed") || type === "bool" || type === "object") return false;
    return type === "int" ? !(decorators.has("minValue") && decorators.has("maxValue")) : !decorators.has("maxLength") && !decorators.has("minLength");
  }).map(({ name }) => `${name} has no bounds`);
}

export function secured(template) {
  return template.params.filter(({ name, type, decorators }) => /(secret|password)$/i.test(name) && type === "string" && !decorators.has("secure")).map(({ name }) => `${name} is a secret and not secure`);
}

/** Nothing that looks like a secret, and nothing that is made from a secure parameter: the linter stops at both. */
export function tellsNoSecret(template) {
  const secure = template.params.filter(({ decorators }) => decorators.has("secure")).map(({ name }) => name);
  return template.outputs
    .filter(({ node }) => telling.test(node.text) || secure.some((name) => new RegExp(`\\b${name}\\b`).test(node.text)))
    .map(({ name }) => `output ${name} tells a secret`);
}

export const asksForNoKeys = (template) =>
  [...nodes(template.root)].filter((node) => node.type === "call_expression" && /^list[A-Z]/.test(node.childForFieldName("function").text)).map((node) => `${node.text} asks for a key`);

/** Regions stand in lists of allowed ones and nowhere else; ids stand among the roles and nowhere else. */
export function statesNoPlace(template) {
  const known = new Set([...Object.values(roles), ...Object.values(cosmosRoles)]);
  const faults = [];
  for (const node of nodes(template.root)) {
    if (node.type !== "string_content" || inside(node, "decorator")) continue;
    if (regions.test(node.text)) faults.push(`'${node.text}' is a region`);
    if (identifier.test(node.text) && !known.has(node.text)) faults.push(`'${node.text}' is an id`);
    if (/^[A-Za-z0-9+/]{43,}={0,2}$/.test(node.text)) faults.push(`'${node.text.slice(0, 8)}…' looks like a key`);
  }
  return faults;
}

function inside(node, type) {
  for (let at = node.parent; at; at = at.parent) if (at.type === type) return true;
  return false;
}

export function versioned(template) {
  return template.resources.flatMap(({ type, version, node }) => {
    if (version === undefined) return inside(node, "resource_declaration") ? [] : [`${type} has no API version`];
    return apiVersions[type] === version ? [] : [`${type}@${version} is not among the versions that were looked up`];
  });
}

/** Modules exist and get what they ask for: nothing required is missing, nothing is given that they do not know. */
export function modulesFit(template, templates) {
  return template.modules.flatMap(({ name, source, params }) => {
    const wanted = source.startsWith("br/") ? verifiedModules[source] : declaredBy(templates, posix.join(dirname(template.path), source));
    if (!wanted) return [`${name} names ${source}, which is not there`];
    const given = [...params.keys()];
    return [
      ...wanted.required.filter((param) => !given.includes(param)).map((param) => `${name} does not give ${param}`),
      ...given.filter((param) => !wanted.required.includes(param) && !wanted.optional.includes(param)).map((param) => `${name} gives ${param}, which is not asked for`),
    ];
  });
}

function declaredBy(templates, path) {
  const found = templates.find((template) => template.path === path);
  return found && {
    required: found.params.filter((param) => param.required).map((param) => param.name),
    optional: found.params.filter((param) => !param.required).map((param) => param.name),
  };
}

/** Outputs of modules that are asked for exist. */
export function outputsExist(template, templates) {
  return [...template.source.matchAll(/\b(\w+)(?:\[[^\]]+\])?!?\.outputs\.(\w+)/g)].flatMap(([, name, output]) => {
    const called = template.modules.find((module) => module.name === name);
    if (!called) return [`${name} is no module`];
    if (called.source.startsWith("br/")) return output === "resourceId" || output === "name" ? [] : [`${name} has no output ${output}`];
    const target = templates.find(({ path }) => path === posix.join(dirname(template.path), called.source));
    return target?.outputs.some((declared) => declared.name === output) ? [] : [`${name} has no output ${output}`];
  });
}

/** Parameters, variables and outputs that nobody uses are only read. */
export function unused(template) {
  return [...template.params.map(({ name }) => name), ...[...template.source.matchAll(/^var (\w+)/gm)].map(([, name]) => name)]
    .filter((name) => template.source.match(new RegExp(`\\b${name}\\b`, "g")).length < 2)
    .map((name) => `${name} is not used`);
}
