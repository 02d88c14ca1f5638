import type { TFunction } from "i18next";
import { isProblem } from "@/api/problem";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";

const types = ["host-taken", "tenant-reserved", "tenant-state-forbids", "tenant-not-found", "catalogue-begun", "administrator-accepted"] as const;

/** What to tell about a refusal in the words of these pages; else in those that every page has. */
export function refusalOf(error: unknown, t: TFunction): string {
  const type = isProblem(error) ? types.find((one) => one === error.type) : undefined;
  return type ? t(`platform.refusals.${type}`) : refusalText(error, t);
}

/** The faults of a form by its own fields; those of single entries of a list stand at the list. */
export function faultsOf(error: unknown, t: TFunction): FieldErrors {
  const found: FieldErrors = {};
  const known = fieldErrors(error, t);
  for (const fault of isProblem(error) ? error.fields : []) {
    const field = fault.field.replace(/\[\d+\].*$/, "");
    const text = field === "hosts" ? t("platform.form.notAHost")
      : field === "tenant" ? t("platform.form.notAnId")
      : field === "password" && fault.code === "wrong" ? t("errors.refusal.wrong-password")
      : field === "code" && fault.code === "wrong" ? t("errors.refusal.wrong-code") : known[fault.field];
    if (text) found[field] ??= text;
  }
  return found;
}
