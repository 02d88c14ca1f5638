// A tenant with a stamp of its own: an azd environment with one tenant in it. Run again, it goes on where it stopped.
//   node infra/scripts/new-stamp.mjs <tenant id> <name> <languages, by comma> <first administrator's address> [NAME=value …]
import { spawnSync } from "node:child_process";
import { run } from "./lib/command.mjs";
import { end, Refusal } from "./lib/refusal.mjs";
import { tenantList } from "./lib/tenant-list.mjs";

const usage = "node infra/scripts/new-stamp.mjs <tenant id> <name> <languages, by comma> <first administrator's address> [NAME=value …]";

await end(() => {
  const [id, name, languages, firstAdministrator, ...settings] = process.argv.slice(2);
  if (!firstAdministrator) throw new Refusal("Something is missing.", usage);
  const wrong = settings.find((setting) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(setting));
  if (wrong) throw new Refusal(`'${wrong}' is not of the form NAME=value.`, usage);
  const tenants = JSON.stringify([{ id, name, languages: languages.split(","), firstAdministrator }]);
  tenantList({ INTERLINK_TENANTS: tenants, INTERLINK_DEDICATED_TENANT: id });

  const environment = `stamp-${id}`;
  if (environment.length > 32) throw new Refusal(`'${id}' is too long to name a stamp.`, "A tenant with a stamp of its own has an id of at most 26 characters.");
  if (!known(environment)) azd(["env", "new", environment, "--no-prompt"]);
  const values = { INTERLINK_DEDICATED_TENANT: id, INTERLINK_TENANTS: tenants, ...Object.fromEntries(settings.map((s) => [s.slice(0, s.indexOf("=")), s.slice(s.indexOf("=") + 1)])) };
  for (const [key, value] of Object.entries(values)) azd(["env", "set", key, value, "--environment", environment]);
  console.log(`Environment ${environment}: provisioning and deploying takes some minutes.`);
  const up = spawnSync("azd", ["up", "--environment", environment, "--no-prompt"], { stdio: "inherit" });
  if (up.status === 0) return 0;
  throw new Refusal(`'azd up' for ${environment} did not end well.`, "Mend what it says and give the same command again: what is there is not made twice.");
});

function known(environment) {
  const listed = run("azd", ["env", "list", "--output", "json"]);
  if (!listed.ok) throw new Refusal(`'azd env list' failed: ${listed.fault || "azd is not installed"}.`, "Install azd and run 'azd auth login'.");
  return JSON.parse(listed.text).some((entry) => (entry.Name ?? entry.name) === environment);
}

function azd(parameters) {
  const done = run("azd", parameters);
  if (!done.ok) throw new Refusal(`'azd ${parameters.slice(0, 3).join(" ")}' failed: ${done.fault}.`, "Mend what it says and give the same command again.");
}
