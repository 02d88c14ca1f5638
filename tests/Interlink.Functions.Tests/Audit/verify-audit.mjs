// A second verifier, after docs/audit.md alone: node verify-audit.mjs <export>. Says OK, or which entry fails.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const canonical = (value) =>
  Array.isArray(value) ? `[${value.map(canonical).join(",")}]`
  : value && typeof value === "object" ? `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`
  : JSON.stringify(value);
const fail = (text) => {
  console.log(text);
  process.exit(2);
};

let last = null;
let end = null;
for (const text of readFileSync(process.argv[2], "utf8").split("\n").filter((line) => line)) {
  const line = JSON.parse(text);
  if (line.end) end = line.end;
  if (!line.entry) continue;
  const { entry, previous, hash } = line;
  const expected = last ? last.hash : entry.sequence === 1 ? "0".repeat(64) : previous;
  if (last && entry.sequence !== last.sequence + 1) fail(`Entry ${entry.sequence} follows entry ${last.sequence}.`);
  if (previous !== expected) fail(`Entry ${entry.sequence} does not follow the one before.`);
  if (createHash("sha256").update(previous + canonical(entry), "utf8").digest("hex") !== hash) fail(`Entry ${entry.sequence} was changed.`);
  last = { sequence: entry.sequence, hash };
}
if (!end) fail("The file was cut off.");
if (end.sequence > 0 && (end.sequence !== last?.sequence || end.hash !== last.hash)) fail("The end is another than the file says.");
console.log("OK");
