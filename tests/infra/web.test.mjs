import assert from "node:assert/strict";
import { test } from "node:test";
import { templates } from "./lib/bicep.mjs";
import { files, json, text } from "./lib/project.mjs";

const configuration = json("static-web/public/staticwebapp.config.json");
const headers = configuration.globalHeaders;
const pages = [...text("static-web/src/app/router.tsx").matchAll(/path="([^"]+)"/g)].map(([, path]) => path).filter((path) => path !== "*");
const provider = configuration.auth.identityProviders.customOpenIdConnectProviders.oidc.registration;

const pattern = (route) => new RegExp(`^${route.replace(/[.+?^$()|[\]\\]/g, "\\$&").replace(/\{([^}]+)\}/g, (_, list) => `(${list.replaceAll(",", "|")})`).replaceAll("*", ".*")}$`);
const routeOf = (address) => configuration.routes.find(({ route }) => pattern(route).test(address));
const fallsBack = (address) => !configuration.navigationFallback.exclude.some((route) => pattern(route).test(address));

test("Every address of a page leads to the one page, for everybody", () => {
  assert.ok(pages.length > 10);
  for (const path of pages) {
    const address = (path.startsWith("/") ? path : `/processes/1/${path}`).replace(/:\w+/g, "01j0");
    const route = routeOf(address);
    assert.ok(!route?.allowedRoles || route.allowedRoles.includes("anonymous"), `${address} is closed`);
    assert.notEqual(route?.statusCode, 404, `${address} is gone`);
    assert.ok(fallsBack(address), `${address} is not answered with the page`);
  }
});

test("Files, the API and sign-in are not answered with the page", () => {
  for (const address of ["/assets/index-1a2b.js", "/api/me", "/.auth/me", "/favicon.svg", "/robots.txt", "/manifest.webmanifest"]) assert.ok(!fallsBack(address), address);
});

test("Whatever lies in the public folder is served as itself", () => {
  for (const path of files("static-web/public", "").filter((name) => !name.endsWith("staticwebapp.config.json"))) {
    assert.ok(!fallsBack(path.replace("static-web/public", "")), path);
  }
});

test("The API answers for itself: who may call is its decision, and its refusals reach the app as they are", () => {
  assert.ok(routeOf("/api/me").allowedRoles.includes("anonymous"));
  // A response override would turn the API's 401, 403 and 404 into pages as well.
  assert.equal(configuration.responseOverrides, undefined);
});

test("Only the own provider signs people in, by the names of settings that the templates write", () => {
  for (const name of ["aad", "github", "twitter"]) assert.equal(routeOf(`/.auth/login/${name}`).statusCode, 404);
  assert.deepEqual(Object.keys(configuration.auth.identityProviders), ["customOpenIdConnectProviders"]);
  const { source } = templates.find(({ path }) => path === "infra/modules/link.bicep");
  for (const name of [provider.clientIdSettingName, provider.clientCredential.clientSecretSettingName]) assert.match(source, new RegExp(`^    ${name}: `, "m"));
  assert.match(text("infra/scripts/prepare.mjs"), /VITE_SIGN_IN_PROVIDER: "oidc"/);
});

test("The provider's address is a placeholder that leads nowhere until a stamp names its own", () => {
  const { hostname } = new URL(provider.openIdConnectConfiguration.wellKnownOpenIdConfiguration);
  assert.ok(hostname.endsWith(".invalid"));
  assert.ok(text("infra/scripts/sign-in.mjs").includes(provider.openIdConnectConfiguration.wellKnownOpenIdConfiguration));
});

test("Roles come from the API", () => assert.equal(configuration.auth.rolesSource, "/api/roles"));

test("The content security policy is the embedded edition's, word for word, and lets nothing inline", () => {
  const source = text("functions/Interlink.Local/Web/WebApp.cs");
  const [, stated] = source.match(/const string Policy =\s*((?:"[^"]*"[\s+]*)+);/);
  const embedded = [...stated.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join("");
  assert.equal(headers["Content-Security-Policy"], embedded);
  assert.doesNotMatch(embedded, /unsafe|\*/);
  for (const name of ["Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"]) {
    assert.equal(headers[name], source.match(new RegExp(`headers\\["${name}"\\] = "([^"]*)"`))[1], name);
  }
});

test("The page brings nothing inline that the policy would stop", () => {
  const page = text("static-web/index.html");
  assert.doesNotMatch(page, /<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/);
  assert.match(text("static-web/vite.config.ts"), /assetsInlineLimit: 0/);
});

test("Browsers keep to https, and hashed files for ever", () => {
  assert.match(headers["Strict-Transport-Security"], /max-age=31536000/);
  assert.equal(headers["X-Content-Type-Options"], "nosniff");
  assert.equal(routeOf("/assets/index-1a2b.js").headers["Cache-Control"], "public, max-age=31536000, immutable");
  assert.equal(routeOf("/index.html").headers["Cache-Control"], "no-cache");
});

test("The API is the linked function app, so the platform is told no runtime for one of its own", () => assert.equal(configuration.platform, undefined));
