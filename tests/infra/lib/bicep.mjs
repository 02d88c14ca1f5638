import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";
import { files, text } from "./project.mjs";

await Parser.init();
const grammar = await Language.load(createRequire(import.meta.url).resolve("tree-sitter-bicep/tree-sitter-bicep.wasm"));
const parser = new Parser();
parser.setLanguage(grammar);

/** Every node of a tree, parents before children. */
export function* nodes(node) {
  yield node;
  for (const child of node.namedChildren) yield* nodes(child);
}

/** The parsed template, in the words of Bicep. */
export function template(path, source = text(path)) {
  const root = parser.parse(source).rootNode;
  const declared = { params: [], outputs: [], resources: [], modules: [] };
  let decorators = new Map();
  for (const node of root.namedChildren) {
    if (node.type === "decorators") {
      decorators = decoratorsOf(node);
      continue;
    }
    const name = node.namedChildren.find((child) => child.type === "identifier")?.text;
    if (node.type === "parameter_declaration") declared.params.push({ name, type: typeOf(node), decorators, required: node.namedChildren.length === 2, node });
    if (node.type === "output_declaration") declared.outputs.push({ name, decorators, node });
    if (node.type === "module_declaration") declared.modules.push(moduleOf(node, name));
    if (node.type !== "comment") decorators = new Map();
  }
  for (const node of nodes(root)) if (node.type === "resource_declaration") declared.resources.push(resourceOf(node));
  return { path, root, source, ...declared };
}

const literal = (node) => node.text.replace(/^'|'$/g, "").replaceAll("\\'", "'");
const typeOf = (node) => node.namedChildren.find((child) => child.type.endsWith("type"))?.text;

function decoratorsOf(node) {
  const found = new Map();
  for (const decorator of node.namedChildren) {
    const call = decorator.namedChildren[0];
    found.set(call.childForFieldName("function").text, call.childForFieldName("arguments").namedChildren[0]?.text);
  }
  return found;
}

function objectOf(node) {
  return node.namedChildren.find((child) => child.type === "object")
    ?? node.namedChildren.filter((child) => child.type.endsWith("statement")).map(objectOf).find(Boolean);
}

/** Properties of an object by name. */
export function properties(object) {
  const found = new Map();
  for (const property of object?.namedChildren ?? []) {
    if (property.type !== "object_property" || property.namedChildren.length < 2) continue;
    found.set(property.namedChildren[0].text.replace(/^'|'$/g, ""), property.namedChildren[1]);
  }
  return found;
}

function moduleOf(node, name) {
  const stated = properties(objectOf(node));
  return { name, source: literal(node.namedChildren.find((child) => child.type === "string")), params: properties(stated.get("params")), node };
}

function resourceOf(node) {
  const [type, version] = literal(node.namedChildren.find((child) => child.type === "string")).split("@");
  return { name: node.namedChildren[0].text, type, version, existing: /^[^{]*\bexisting\b/.test(node.text), properties: properties(objectOf(node)), node };
}

/** Every template of the project. */
export const templates = files("infra", ".bicep").map((path) => template(path));
