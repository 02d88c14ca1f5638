// Sets what every azd command of this project needs in its environment, unless somebody has set it: 'azd up' works from nothing.
import { run } from "./lib/command.mjs";
import { end, Refusal } from "./lib/refusal.mjs";

await end(() => {
  const month = new Date().toISOString().slice(0, 7);
  const wanted = {
    // Read by MSBuild as a property: the official packages instead of the embedded runtime.
    InterlinkRuntime: "Azure",
    // Read by Vite: whose page people sign in on. The name is that of the provider in staticwebapp.config.json.
    VITE_SIGN_IN_PROVIDER: "oidc",
    // Azure refuses to move the first month of a budget.
    INTERLINK_BUDGET_START: `${month}-01`,
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (process.env[name]) continue;
    const set = run("azd", ["env", "set", name, value]);
    if (!set.ok) throw new Refusal(`'azd env set ${name} ${value}' failed: ${set.fault}.`, "Give the command by hand, then go on.");
    console.log(`${name}=${value}`);
  }
  if (process.env.InterlinkRuntime && process.env.InterlinkRuntime !== "Azure") {
    throw new Refusal(`InterlinkRuntime is '${process.env.InterlinkRuntime}': the function app cannot run that build.`, "azd env set InterlinkRuntime Azure");
  }
  return 0;
});
