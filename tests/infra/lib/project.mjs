import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

/** Folder of the project. */
export const root = resolve(import.meta.dirname, "../../..");

const skipped = new Set(["node_modules", "bin", "obj", "dist", ".git", "TestResults"]);

export const text = (path) => readFileSync(join(root, path), "utf8");
export const json = (path) => JSON.parse(text(path));

/** Paths of files below a folder, from the project's folder, with `/`. */
export function files(folder, ends) {
  return readdirSync(join(root, folder))
    .filter((name) => !skipped.has(name))
    .flatMap((name) => {
      const path = join(root, folder, name);
      if (statSync(path).isDirectory()) return files(join(folder, name), ends);
      return name.endsWith(ends) ? [relative(root, path).split(sep).join("/")] : [];
    });
}
