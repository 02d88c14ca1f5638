// The tenant's part of the stand-in for the API.

/** A tenant as it begins. */
export const freshTenant = () => ({ id: "t1", name: "Riverside", languages: ["en", "it", "es", "lv"], terminology: {}, terms: [], hosts: ["riverside.example.org"], plan: "small", suspended: false });

const logo = { url: "/favicon.svg", width: 120, height: 40 };
const view = (state) => ({ ...state.tenant, revision: state.tenantRevision });

function changed(state, ifMatch, refuse, change) {
  if (ifMatch !== `"${state.tenantRevision}"`) refuse(412, "stale-revision");
  change(state.tenant);
  state.tenantRevision += 1;
  return view(state);
}

/** Its routes, in the form of those of the stand-in. */
export const tenantRoutes = (refuse) => [
  ["GET", /^\/api\/tenant$/, (state) => state.tenant],
  ["GET", /^\/api\/tenant\/settings$/, view],
  ["PUT", /^\/api\/tenant\/settings$/, (state, _, { body, ifMatch }) => changed(state, ifMatch, refuse, (tenant) => {
    const faulty = Object.entries(body.terminology ?? {}).flatMap(([term, words]) => Object.entries(words).filter(([, word]) => word.includes("braces")).map(([language]) => `terminology.${term}.${language}`));
    if (faulty.length > 0) refuse(400, "invalid-input", faulty.map((field) => ({ field, code: "malformed", message: "A word has none of the characters < > { }." })));
    Object.assign(tenant, { accent: undefined, ...body, ...(body.accent ? { accent: { dark: "#d9a6f2", ...body.accent } } : {}) });
  })],
  ["PUT", /^\/api\/tenant\/logo$/, (state, _, { ifMatch }) => changed(state, ifMatch, refuse, (tenant) => Object.assign(tenant, { logo }))],
  ["DELETE", /^\/api\/tenant\/logo$/, (state, _, { ifMatch }) => changed(state, ifMatch, refuse, (tenant) => { delete tenant.logo; })],
];
