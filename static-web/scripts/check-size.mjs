// Fails when the scripts that a first visit has to load, compressed, exceed the budget. Run after `npm run build`.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 150 * 1024;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** The entry and everything it imports statically. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = closure(entry);
const language = Object.keys(manifest).find((key) => key === "src/i18n/en/index.ts");
if (language) initial.add(language);

const total = [...initial].reduce((sum, key) => sum + size(manifest[key].file), 0);
const lines = Object.entries(manifest)
  .filter(([, chunk]) => chunk.file.endsWith(".js"))
  .map(([key, chunk]) => ({ name: key, bytes: size(chunk.file), initial: initial.has(key) }))
  .sort((a, b) => b.bytes - a.bytes);

for (const line of lines) console.log(`${line.initial ? "initial" : "lazy   "}  ${kilobytes(line.bytes).padStart(9)}  ${line.name}`);
console.log(`\nFirst visit, scripts and texts, compressed: ${kilobytes(total)} of ${kilobytes(budget)}`);
if (total > budget) {
  console.error("Over the budget. Split something off, or drop it.");
  process.exit(1);
}
