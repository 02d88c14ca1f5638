import type { TFunction } from "i18next";
import type { Operation } from "@/api/types";
import { typeText } from "@/lib/forms";
import { humanize } from "./words";

const kinds = ["catalogue-import", "bulk-invitation", "data-export", "account-erasure", "webhook-replay"] as const;
const steps = ["inviting", "reading", "checking", "saving-problems", "saving-interlinkers", "saving-schemas", "reporting", "collecting", "packing", "waiting", "erasing", "certifying"] as const;
const faults = ["unexpected", "not-started", "import-interrupted", "import-canceled", "invitations-interrupted"] as const;
const reasons = ["input-gone", "input-refused", "not-offered", "not-allowed"] as const;

/** What kind of work it is; a kind that this version does not know is told in its own words. */
export function kindText(kind: string, t: TFunction): string {
  const known = kinds.find((one) => one === kind);
  return known ? t(`operations.kinds.${known}`) : humanize(kind);
}

/** An operation's name: what is done, and to what. */
export const operationName = (operation: Pick<Operation, "kind" | "summary">, t: TFunction) =>
  operation.summary ? `${kindText(operation.kind, t)}: ${operation.summary}` : kindText(operation.kind, t);

export function stepText(step: string, t: TFunction): string {
  const known = steps.find((one) => one === step);
  return known ? t(`operations.steps.${known}`) : humanize(step);
}

/** Why an operation failed and what to do; undefined when there are no words for it in the reader's language. */
export function failureText(type: string, t: TFunction): string | undefined {
  const known = faults.find((one) => one === type);
  return known ? t(`operations.faults.${known}`) : typeText(type, t);
}

/** Why it cannot be tried again, and what to do instead. */
export function whyNotText(why: string, t: TFunction): string {
  const known = reasons.find((one) => one === why) ?? "not-offered";
  return t(`operations.whyNot.${known}`);
}
