import type { TFunction } from "i18next";
import { Problem, type FieldProblem } from "@/api/problem";

export type FieldErrors = Record<string, string>;

const codes = ["required", "too_long", "too_short", "not_a_language", "not_an_address", "not_a_url", "not_an_email", "out_of_range", "weak", "unknown", "too_common", "same_as_email", "differs", "unknown_value", "not_a_colour", "low_contrast", "malformed", "unknown_term"] as const;
type Code = (typeof codes)[number];
/** Words other servers use for the same fault. */
const synonyms: Record<string, Code> = {
  missing: "required", blank: "required", empty: "required", max_length: "too_long", min_length: "too_short", not_found: "unknown", not_known: "unknown",
  invalid_email: "not_an_email", invalid_url: "not_a_url", not_a_uri: "not_a_url", too_weak: "weak", password_too_short: "weak", range: "out_of_range",
};

/** One fault in the reader's words; a code we have no words for falls back to a general sentence. */
export function faultText(fault: FieldProblem, t: TFunction): string {
  const code = (codes as readonly string[]).includes(fault.code) ? (fault.code as Code) : synonyms[fault.code];
  return t(`errors.field.${code ?? "invalid"}`);
}

/** The server's faults by the form's own field names. `rename` maps the wire's path to the form's field where they differ. */
export function fieldErrors(error: unknown, t: TFunction, rename: Record<string, string> = {}): FieldErrors {
  if (!(error instanceof Problem)) return {};
  const found: FieldErrors = {};
  for (const fault of error.fields) {
    const field = rename[fault.field] ?? fault.field;
    found[field] ??= faultText(fault, t);
  }
  return found;
}

const known = [
  "unreachable", "stale-revision", "tree-exists", "status-is-derived", "invalid-input", "wrong-credentials", "too-large", "interlinker-not-instantiable",
  "welcome-link-unknown", "already-member", "email-taken", "process-busy", "schema-unusable", "import-running", "source-not-a-zip", "source-not-a-catalogue",
  "source-suspicious", "consent-required", "legal-text-changed", "erasure-not-confirmed", "only-administrator", "erasure-begun", "source-too-large",
  "source-unsafe-path", "upload-not-found", "too-many-versions", "too-many-uploads", "tenant-suspended", "tenant-read-only", "other-tenants-address",
  "not-a-picture", "picture-too-large", "right-missing", "not-process-administrator", "permission-exists", "last-process-administrator", "last-administrator",
  "invitation-taken-up", "no-address", "no-second-factor", "own-second-factor", "invitation-quota-reached",
  "link-unknown", "wrong-password", "wrong-code", "too-many-attempts", "second-factor-state", "passkey-refused", "passkey-not-found", "too-many-passkeys",
  "session-not-found", "last-identity", "identity-not-found",
  "sign-in-again", "answered-once", "api-application-not-found", "api-client-taken", "api-key-not-found", "api-key-over", "too-many-api-applications", "too-many-api-keys",
] as const;

/** What to tell about a refusal known by its type alone, as an operation reports it; undefined when we have no words for it. */
export function typeText(name: string, t: TFunction): string | undefined {
  const type = known.find((one) => one === name.split("/").pop());
  return type && t(`errors.refusal.${type}`);
}

/** What to tell a person about a refusal: what happened and what to do. */
export function refusalText(error: unknown, t: TFunction): string {
  if (!(error instanceof Problem)) return t("errors.unexpected");
  const text = typeText(error.type, t);
  if (text) return text;
  if (error.status === 0) return t("errors.refusal.unreachable");
  if (error.status === 412) return t("errors.refusal.stale-revision");
  if (error.status === 413) return t("errors.refusal.too-large");
  for (const status of [401, 403, 404, 409, 429, 503] as const) if (error.status === status) return t(`errors.status.${status}`);
  return error.status >= 500 ? t("errors.unexpected") : (error.detail || t("errors.unexpected"));
}
