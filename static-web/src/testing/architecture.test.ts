import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});
const sources = files(root).filter((path) => /\.(tsx?|mjs|css)$/.test(path) && !path.endsWith("schema.d.ts"));

/** What a file imports from this source tree, as paths that begin with `@/`. */
function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].flatMap((match) => {
    const target = match[1] ?? "";
    if (target.startsWith("@/")) return [target];
    return target.startsWith(".") ? [`@/${relative(root, join(path, "..", target))}`] : [];
  });
}

function trespasses(path: string, text: string): string[] {
  const here = relative(root, path);
  const slice = /^features\/([^/]+)\//.exec(here)?.[1];
  if (!slice) return [];
  const allowed = [`@/features/${slice}/`, "@/components/ui/", "@/lib/", "@/api/", "@/i18n", ...(here.includes(".test.") ? ["@/testing/"] : [])];
  return importsOf(path, text).filter((target) => !allowed.some((prefix) => target.startsWith(prefix)));
}

it("A feature imports only itself, components/ui, lib, api and texts", () => {
  expect(sources.flatMap((path) => trespasses(path, readFileSync(path, "utf8")).map((target) => `${relative(root, path)} imports ${target}`))).toEqual([]);
});

it("The rule would see a trespass", () => {
  const path = join(root, "features/guide/routes/example.tsx");
  expect(trespasses(path, 'import { x } from "@/features/assets/api/y";')).toHaveLength(1);
  expect(trespasses(path, 'import { x } from "../../assets/api/y";')).toHaveLength(1);
  expect(trespasses(path, 'const x = lazy(() => import("@/app/shell"));')).toHaveLength(1);
  expect(trespasses(path, 'import { x } from "../api/y"; import { z } from "@/lib/z";')).toEqual([]);
});

it("lib and components know no feature and no app", () => {
  const low = sources.filter((path) => /^(lib|components|api)\//.test(relative(root, path)));
  const wrong = low.flatMap((path) => importsOf(path, readFileSync(path, "utf8")).filter((target) => /^@\/(features|app)\//.test(target)));
  expect(wrong).toEqual([]);
});

it("Files fit on a few screens", () => {
  expect(sources.filter((path) => readFileSync(path, "utf8").split("\n").length > 301).map((path) => relative(root, path))).toEqual([]);
});

it("Only markdown.tsx renders markdown, and nothing sets HTML by hand", () => {
  const wrong = sources.filter((path) => !path.includes(".test.") && readFileSync(path, "utf8").includes("dangerouslySetInnerHTML"));
  expect(wrong).toEqual([]);
});
