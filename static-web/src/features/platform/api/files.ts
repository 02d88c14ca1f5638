import type { Certificate, PlatformTenant } from "./platform";

// A program for tables takes what begins so for a formula.
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Tenants as a table (RFC 4180), in UTF-8. */
export const tableOf = (heads: string[], tenants: PlatformTenant[]) =>
  [heads, ...tenants.map((one) => [one.id, one.name, one.state, one.languages.join(" "), one.hosts.join(" "), one.dataRegion ?? "", one.plan ?? "", one.rest?.reason ?? "", one.eraseAt ?? ""])]
    .map((line) => line.map(cell).join(",")).join("\r\n");

/** Hands a text over as a file. */
export function save(name: string, type: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const saveCertificate = (certificate: Certificate) => save(`certificate-${certificate.tenant}.json`, "application/json", JSON.stringify(certificate, null, 2));
