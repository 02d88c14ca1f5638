import type { TFunction } from "i18next";
import { isProblem } from "@/api/problem";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";

const types = ["endpoint-not-found", "message-not-found", "too-many-endpoints", "endpoint-state", "endpoint-not-verified", "message-expunged", "message-under-way", "partner-link-unknown", "partner-link-read-only"] as const;
const addressFaults = ["not_a_url", "credentials", "fragment", "not_https", "port", "blocked_address"] as const;
const headerFaults = ["malformed", "not_allowed", "duplicate", "too_long", "too_many"] as const;

/** What to tell about a refusal in the words of these pages; else in those that every page has. */
export function refusalOf(error: unknown, t: TFunction): string {
  const type = isProblem(error) ? types.find((one) => one === error.type) : undefined;
  return type ? t(`webhooks.refusals.${type}`) : refusalText(error, t);
}

/** The faults of a form by its own fields: what is wrong with an address or a header is said as what it is. */
export function faultsOf(error: unknown, t: TFunction): FieldErrors {
  const found: FieldErrors = {};
  const known = fieldErrors(error, t);
  for (const fault of isProblem(error) ? error.fields : []) {
    const field = fault.field.replace(/^endpoint\./, "");
    const address = field === "url" ? addressFaults.find((one) => one === fault.code) : undefined;
    const header = field.startsWith("headers") ? headerFaults.find((one) => one === fault.code) : undefined;
    const text = address ? t(`webhooks.form.addressFaults.${address}`) : header ? t(`webhooks.form.headerFaults.${header}`)
      : field === "contact" ? t("errors.field.not_an_email")
      : field === "password" && fault.code === "wrong" ? t("errors.refusal.wrong-password") : known[fault.field];
    if (text) found[field.startsWith("events") ? "events" : field] ??= text;
  }
  return found;
}
