// Writes the sign-in provider of this stamp into the built web app: the platform reads its address from a file, not from a setting.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { end, Refusal } from "./lib/refusal.mjs";

const placeholder = "https://sign-in.invalid/.well-known/openid-configuration";

await end(() => {
  const path = join(process.argv[2] ?? "dist", "staticwebapp.config.json");
  const metadata = process.env.INTERLINK_SIGN_IN_METADATA_URL;
  if (!metadata || !/^https:\/\/[^\s]+$/.test(metadata) || !URL.canParse(metadata)) {
    throw new Refusal(
      metadata ? `INTERLINK_SIGN_IN_METADATA_URL is not an https address: ${metadata}.` : "INTERLINK_SIGN_IN_METADATA_URL is not set: nobody could sign in.",
      "azd env set INTERLINK_SIGN_IN_METADATA_URL <address of the provider's openid-configuration>; see 'Sign-in' in docs/azure.md.",
    );
  }

  const configuration = JSON.parse(read(path));
  const { registration } = configuration.auth.identityProviders.customOpenIdConnectProviders.oidc;
  const current = registration.openIdConnectConfiguration.wellKnownOpenIdConfiguration;
  registration.openIdConnectConfiguration.wellKnownOpenIdConfiguration = metadata;
  writeFileSync(path, `${JSON.stringify(configuration, null, 2)}\n`);
  console.log(current === metadata ? `People sign in with ${metadata}, as before.` : `People sign in with ${metadata}${current === placeholder ? "" : `, no longer with ${current}`}.`);
  return 0;
});

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    throw new Refusal(`${path} cannot be read (${fault.code}): the web app is not built.`, "azd package web, then azd deploy web.");
  }
}
