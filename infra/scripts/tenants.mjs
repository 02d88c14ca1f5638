// Makes the tenants of the environment what its list says, and prints where they are. Safe to run again at any time: every step can be repeated.
import { setTimeout as pause } from "node:timers/promises";
import { Api } from "./lib/api.mjs";
import { end, Refusal } from "./lib/refusal.mjs";
import { tenantList } from "./lib/tenant-list.mjs";
import { token } from "./lib/token.mjs";

const env = process.env;

await end(async () => {
  const tenants = tenantList(env);
  console.log(`Interlink: ${env.SERVICE_WEB_URI ?? "the address of the web app is not known yet"}`);
  if (tenants.length === 0) {
    console.log("No tenants are listed. Copy infra/tenants/sample.json to infra/tenants/<environment>.json, fill it in, and run 'azd hooks run postdeploy'.");
    return 0;
  }

  const api = new Api(required("SERVICE_WEB_URI"), () => token(required("INTERLINK_API_SCOPE")));
  await api.awake(Number(env.INTERLINK_WAIT_SECONDS ?? 300));
  const failed = [];
  for (const tenant of tenants) {
    if (!(await provision(api, tenant))) failed.push(tenant.id);
  }
  console.log(`${tenants.length - failed.length} of ${tenants.length} tenants are as listed.`);
  if (failed.length === 0) return 0;
  throw new Refusal(`Not done: ${failed.join(", ")}.`, "Mend what is said above and run 'azd hooks run postdeploy': tenants that are done stay as they are.");
});

function required(name) {
  if (env[name]) return env[name];
  const remedy = name === "INTERLINK_API_SCOPE"
    ? "Register the API in Entra, 'azd env set INTERLINK_API_CLIENT_ID <client id>', 'azd provision': see 'The API's app registration' in docs/azure.md."
    : "Run this through azd ('azd hooks run postdeploy'), after 'azd provision'.";
  throw new Refusal(`${name} is not set in the environment.`, remedy);
}

/** Makes or updates one tenant, then its catalogue.
 *  @returns {Promise<boolean>} whether all of it is done */
async function provision(api, tenant) {
  const { id, name, languages, firstAdministrator } = tenant;
  const path = `/api/platform/tenants/${id}`;
  const answer = await api.ask("PUT", path, { body: { name, languages, administrator: firstAdministrator } });
  if (answer.status !== 200 && answer.status !== 201) return tell(id, answer);
  if (env.INTERLINK_STARTER_CATALOGUE !== "false" && !(await seedCatalogue(api, id))) return false;
  console.log(`✓ ${id}: ${answer.body.outcome}`);
  if (env.INTERLINK_WELCOME_AGAIN !== id) return welcome(id, answer.body.administrator);

  const again = await api.ask("POST", `${path}/welcome`, { body: { administrator: firstAdministrator } });
  return again.status === 200 ? welcome(id, again.body.administrator) : tell(id, again);
}

// The link opens the tenant, and is told once: it belongs on a person's screen, not in the log of a pipeline.
function welcome(id, { email, accepted, welcomeUrl, welcomeExpiresAt }) {
  const another = `for a new one: INTERLINK_WELCOME_AGAIN=${id} azd hooks run postdeploy`;
  if (accepted) console.log(`  ${email} has signed in`);
  else if (!welcomeUrl) console.log(`  ${email} has a link that is good until ${welcomeExpiresAt}; ${another}`);
  else if (env.CI && env.INTERLINK_SHOW_LINKS !== "true") console.log(`  the link for ${email} is not printed in a pipeline; ${another}, in a terminal`);
  else console.log(`  ${email} begins at ${welcomeUrl} (once, until ${welcomeExpiresAt})`);
  return true;
}

/** Begins a tenant's catalogue with the one that comes with the product. Once only: afterwards it is the tenant's own.
 *  @returns {Promise<boolean>} whether the import has succeeded, or goes on where it cannot be watched */
async function seedCatalogue(api, id) {
  const answer = await api.ask("POST", `/api/platform/tenants/${id}/catalogue/starter`, { headers: { "idempotency-key": `starter-${id}` } });
  const conflict = answer.status === 409 ? answer.body?.type : undefined;
  if (conflict?.endsWith("/catalogue-begun")) return true;
  if (conflict?.endsWith("/import-running")) return wait(id, "another import is running there; the starter catalogue follows with the next run");
  if (answer.status !== 202) return tell(id, answer);

  const path = new URL(answer.location, api.address).pathname;
  for (let turn = 0; turn < 150; turn++) {
    const { status, body } = await api.ask("GET", path);
    if (status !== 200) break;
    if (body.status === "succeeded") return true;
    if (body.status === "failed" || body.status === "canceled") return tell(id, { status: 0, body: { title: "The starter catalogue was not imported", detail: body.error?.detail } });
    await pause(Number(env.INTERLINK_RETRY_BASE_MS ?? 1000) * 2);
  }
  return wait(id, `the starter catalogue is still being imported (${path})`);
}

/** Says what goes on without us; always true. */
function wait(id, what) {
  console.log(`  ${id}: ${what}`);
  return true;
}

/** Says what the API said and what to do about it; always false. */
function tell(id, { status, body }) {
  const fields = (body?.errors ?? []).map((error) => `${error.field ?? error.pointer}: ${error.detail ?? error.code}`).join("; ");
  const remedies = {
    400: "mend the tenant's entry in the list",
    404: "the deployed version has no such address: deploy the current one with 'azd deploy'",
    409: "the tenant cannot become what the list says: choose another id, or mend the entry",
    412: "somebody changed the tenant at the same moment: run 'azd hooks run postdeploy' again",
    422: "mend the tenant's entry in the list",
  };
  console.error(`✗ ${id}: ${body?.title ?? `status ${status}`}${body?.detail ? ` — ${body.detail}` : ""}${fields ? ` (${fields})` : ""}`);
  if (remedies[status]) console.error(`  → ${remedies[status]}`);
  return false;
}
