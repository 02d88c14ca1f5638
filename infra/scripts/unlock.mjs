// Before 'azd down': takes the locks off the data if, and only if, the environment says that the data may go.
import { run } from "./lib/command.mjs";
import { end, Refusal } from "./lib/refusal.mjs";

await end(() => {
  const group = process.env.AZURE_RESOURCE_GROUP;
  if (!group) {
    console.log("Nothing was provisioned, so nothing is locked.");
    return 0;
  }

  const listed = run("az", ["lock", "list", "--resource-group", group, "--query", "[?name=='interlink-data'].id", "--output", "json"]);
  if (!listed.found) throw new Refusal("The Azure CLI is not installed, so locks cannot be looked for.", "Install it and run 'az login', or take the locks off in the portal.");
  if (!listed.ok) {
    if (/ResourceGroupNotFound/.test(listed.fault)) return 0;
    throw new Refusal(`The locks of ${group} cannot be listed: ${listed.fault}.`, "Run 'az login' with an identity that has User Access Administrator or Owner on the resource group.");
  }

  const locks = JSON.parse(listed.text);
  if (locks.length === 0) return 0;
  if (process.env.INTERLINK_PROTECT_DATA !== "false") {
    throw new Refusal(
      `${locks.length} locks protect the data of ${group}: database, files and secrets would go with it.`,
      "If that is meant: take a last copy (docs/operations-guide.md), 'azd env set INTERLINK_PROTECT_DATA false', and run 'azd down --purge' again.",
    );
  }
  const removed = run("az", ["lock", "delete", "--ids", ...locks]);
  if (!removed.ok) throw new Refusal(`The locks cannot be taken off: ${removed.fault}.`, "That needs User Access Administrator or Owner on the resource group.");
  console.log(`${locks.length} locks taken off.`);
  return 0;
});
