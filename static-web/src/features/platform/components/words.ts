import type { TFunction } from "i18next";
import type { Formatter } from "@/lib/format";

/** The time of grace in words; no time at all is said as what it is. */
export const graceText = (hours: number, t: TFunction, format: Formatter) => (hours > 0 ? format.duration(hours * 3_600_000) : t("platform.delete.atOnce"));
