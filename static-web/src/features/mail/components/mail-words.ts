import type { TFunction } from "i18next";

export const templates = [
  "address-verification", "password-reset", "security-notice", "invitation", "application-received", "application-accepted", "application-rejected",
  "export-ready", "erasure-requested", "account-erased", "endpoint-disabled", "test",
] as const;
const reasons = ["refused", "deferred", "exhausted", "unavailable", "unwritable", "unwanted", "dropped"] as const;

/** What a mail is; of one that this version does not know, the name that the server gave it. */
export function templateText(name: string, t: TFunction): string {
  const known = templates.find((one) => one === name);
  return known ? t(`mail.templates.${known}`) : name.replaceAll("-", " ");
}

/** Why a mail stands as it stands. */
export function reasonText(reason: string | undefined, t: TFunction): string | undefined {
  const known = reasons.find((one) => one === reason);
  return known ? t(`mail.reasons.${known}`) : reason;
}
