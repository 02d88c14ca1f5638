import { run } from "./command.mjs";
import { Refusal } from "./refusal.mjs";

/** A bearer token of whoever is signed in: by azd, or by the Azure CLI where azd has none.
 *  @param {string} scope what the token is for, such as `api://…/.default` */
export function token(scope) {
  const azd = run("azd", ["auth", "token", "--scope", scope, "--output", "json"]);
  const az = azd.ok ? azd : run("az", ["account", "get-access-token", "--scope", scope, "--output", "json"]);
  if (!az.ok) {
    throw new Refusal(
      `No token for ${scope}: ${firstLine(azd.fault) || "azd is not installed"}.`,
      "Sign in with 'azd auth login'. If Entra says that the application is not known or not consented to, see 'The API's app registration' in docs/azure.md.",
    );
  }
  try {
    const answer = JSON.parse(az.text);
    return answer.token ?? answer.accessToken;
  } catch {
    throw new Refusal("The sign-in tool answered with something that is not JSON.", "Run 'azd auth token --output json' and look at what it prints.");
  }
}

const firstLine = (text) => text.split("\n", 1)[0].replace(/\.$/, "");
