/** The address, when a page may safely link to it: http, https, mailto, or a path of this site. Otherwise undefined. */
export function safeLink(address: string | undefined | null): string | undefined {
  const text = address?.trim();
  // eslint-disable-next-line no-control-regex -- browsers drop control characters before they read the scheme
  if (!text || /[\u0000-\u001f]/.test(text)) return undefined;
  if (/^(https?:\/\/|mailto:)/i.test(text)) return text;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith("//") || text.startsWith("\\")) return undefined;
  return text;
}

/** Where to go after sign-in: only a path of this site. */
export function localPath(address: string | null): string {
  if (!address?.startsWith("/") || /^\/[/\\]/.test(address)) return "/";
  const path = new URL(address, window.location.origin);
  return path.origin === window.location.origin ? path.pathname + path.search + path.hash : "/";
}
