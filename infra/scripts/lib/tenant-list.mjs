import { existsSync, readFileSync } from "node:fs";
import { Refusal } from "./refusal.mjs";

const members = ["id", "name", "languages", "firstAdministrator"];
const reserved = "interlink-platform";

/** The tenants that the environment should have.
 *  `INTERLINK_TENANTS` holds the list itself or the path of a file with it; else `infra/tenants/<environment>.json` is read, if there is one.
 *  @param {NodeJS.ProcessEnv} env
 *  @returns {{ id: string, name: string, languages: string[], firstAdministrator: string }[]}
 *  @throws {Refusal} naming every fault, before anything was asked of the API */
export function tenantList(env) {
  const stated = env.INTERLINK_TENANTS?.trim();
  const inline = stated?.startsWith("{") || stated?.startsWith("[");
  const path = stated || `infra/tenants/${env.AZURE_ENV_NAME}.json`;
  if (!inline && !existsSync(path)) {
    if (!stated) return [];
    throw new Refusal(`INTERLINK_TENANTS names ${path}, which is not there.`, "Paths count from the folder of azure.yaml; infra/tenants/sample.json shows the form.");
  }

  const source = inline ? "INTERLINK_TENANTS" : path;
  const list = parse(inline ? stated : readFileSync(path, "utf8"), source);
  const faults = [...list.flatMap(faultsOf), ...twice(list), ...outside(list, env.INTERLINK_DEDICATED_TENANT)];
  if (faults.length > 0) throw new Refusal(`${source} has faults: ${faults.join("; ")}.`, "Mend them and run 'azd hooks run postdeploy'; nothing was changed.");
  return list;
}

function parse(text, source) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    throw new Refusal(`${source} is not JSON: ${fault.message}.`, "infra/tenants/sample.json shows the form.");
  }
  const list = Array.isArray(value) ? value : value?.tenants;
  if (!Array.isArray(list)) throw new Refusal(`${source} holds no list of tenants.`, "infra/tenants/sample.json shows the form.");
  return list;
}

function faultsOf(tenant, index) {
  if (typeof tenant !== "object" || tenant === null || Array.isArray(tenant)) return [`entry ${index + 1} is not an object`];
  const at = typeof tenant.id === "string" ? `'${tenant.id}'` : `entry ${index + 1}`;
  const checks = [
    [/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/.test(tenant.id ?? "") && tenant.id !== reserved, "id: 2 to 63 lower-case letters, digits and inner hyphens"],
    [typeof tenant.name === "string" && tenant.name.trim().length > 0 && tenant.name.length <= 200, "name: 1 to 200 characters"],
    [Array.isArray(tenant.languages) && tenant.languages.length > 0 && tenant.languages.every((code) => /^[a-z]{2}$/.test(code)), "languages: codes of two letters, the preferred one first"],
    [/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(tenant.firstAdministrator ?? ""), "firstAdministrator: an e-mail address"],
    ...Object.keys(tenant).filter((key) => !members.includes(key)).map((key) => [false, `${key}: there is no such member`]),
  ];
  return checks.filter(([right]) => !right).map(([, fault]) => `${at}: ${fault}`);
}

const twice = (list) => list.map((t) => t?.id).filter((id, i, ids) => id && ids.indexOf(id) !== i).map((id) => `'${id}' is listed twice`);

const outside = (list, dedicated) =>
  dedicated ? list.filter((t) => t?.id !== dedicated).map((t) => `'${t?.id}' is not the tenant of this stamp, '${dedicated}'`) : [];
