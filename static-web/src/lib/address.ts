/** The path form of a tenant's address: `/t/{tenant}/…` where no host name says whose pages these are. */
const found = /^\/t\/([a-z0-9][a-z0-9-]{0,61}[a-z0-9])(?=\/|$)/.exec(window.location.pathname);

/** The tenant that the address names; undefined when it names none. */
export const addressedTenant = found?.[1];

/** What every path of this visit begins with; empty, or `/t/{tenant}`. */
export const base = found?.[0] ?? "";

/** The first page of this visit's tenant. */
export const home = `${base}/`;

/** A path as the browser needs it, from one within the application. */
export const absolute = (path: string) => (base && path !== base && !path.startsWith(home) ? base + path : path);
