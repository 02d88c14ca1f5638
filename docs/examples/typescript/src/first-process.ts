// Asks who we are, looks through the catalogue, and makes a process once, however often this is repeated.
import { createHash } from "node:crypto";
import { interlink, type Problem } from "./index.js";

const name = process.argv[2];
const { INTERLINK_URL: url, INTERLINK_KEY: key, INTERLINK_HEADER } = process.env;
const header = INTERLINK_HEADER === "X-Interlink-Authorization" ? INTERLINK_HEADER : "Authorization";
if (!name || !url || !key) throw new Error("Say what the process is to be called, and set INTERLINK_URL and INTERLINK_KEY.");
const api = interlink({ url, key, header });

/** What was answered; a refusal says what is wrong. */
async function answer<T>(asked: Promise<{ data?: T; error?: Problem }>): Promise<T> {
  const { data, error } = await asked;
  if (data === undefined) throw new Error(`${error?.type}: ${error?.detail}`);
  return data;
}

const self = await answer(api.GET("/api/application"));
console.log(`We are ${self.name}.`);
const catalogue = await answer(api.GET("/api/catalogue/interlinkers", { params: { query: { limit: 1 } } }));
console.log(`The catalogue has ${catalogue.total} Interlinkers.`);

// The same name, the same key: repeated within 24 hours it is answered with the process that was made first.
const once = createHash("sha256").update(`first-process ${name}`).digest("hex");
const made = await answer(api.POST("/api/processes", { body: { name, language: "en" }, params: { header: { "Idempotency-Key": once } } }));
const read = await answer(api.GET("/api/processes/{id}", { params: { path: { id: made.id } } }));
console.log(`Made ${read.name}: ${url}/processes/${read.id}`);
