import type { TFunction } from "i18next";
import type { Reason } from "@/api/types";
import type { Formatter } from "./format";

/** Whether a reason speaks for the Interlinker, against it, or just tells. */
export function weightOf(reason: Reason): "for" | "against" | "plain" {
  if (reason.code === "other_language" || reason.code === "not_available") return "against";
  return reason.code === "generic" ? "plain" : "for";
}

/** A reason as one sentence for the reader. An unknown reason of a newer server gives none. */
export function sentenceOf(reason: Reason, t: TFunction, format: Formatter): string | undefined {
  switch (reason.code) {
    case "matches_task_problems":
    case "matches_objective_problems":
    case "matches_phase_problems":
      return t(`guide.reasons.${reason.code}`, { matched: reason.matched.length, of: reason.of });
    case "in_your_language":
    case "other_language":
      return t(`guide.reasons.${reason.code}`, { language: format.language(reason.language) });
    case "used_in_finished_processes":
      return t("guide.reasons.used_in_finished_processes", { count: reason.count });
    case "well_rated":
      return t("guide.reasons.well_rated", { average: format.number(Math.round(reason.average * 10) / 10) });
    case "generic":
      return t("guide.reasons.generic");
    case "not_available":
      return t(`guide.reasons.${reason.why}`);
    default:
      return undefined;
  }
}
