import type { TFunction } from "i18next";
import { humanize } from "@/components/ui/words";
import type { Formatter } from "@/lib/format";
import type { Attempt, Endpoint } from "../api/wire";

const faults = ["timeout", "unresolved", "blocked", "connect", "tls", "broken", "malformed"] as const;

/** What an endpoint is called: what it is for, else where it is. */
export const nameOf = (endpoint: Pick<Endpoint, "description" | "url">) => endpoint.description || hostOf(endpoint.url);

export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

/** What was answered to an attempt, in few words. */
export function answerText({ status, fault }: Pick<Attempt, "status" | "fault">, t: TFunction): string {
  const known = faults.find((one) => one === fault);
  if (known) return t(`webhooks.faults.${known}`);
  if (fault) return humanize(fault);
  return status === undefined ? t("webhooks.attempt.noAnswer") : t("webhooks.attempt.status", { status: String(status) });
}

/** A short time: "85 ms", "1.2 sec". */
export const shortTime = (milliseconds: number, language: string) => (milliseconds < 1000
  ? new Intl.NumberFormat(language, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 }).format(milliseconds)
  : new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: 1 }).format(milliseconds / 1000));

/** A share of some, never rounded up to all of them. */
export function shareText(part: number, all: number, format: Formatter): string {
  const share = (100 * part) / all;
  return format.percent(part < all ? Math.min(99, Math.round(share)) : 100);
}

/** An event type as it stands in addresses: what has a dot at its end looks like a file to a server. */
export const pathOf = (type: string) => type.replaceAll(".", "/");
export const typeOf = (path: string) => path.replaceAll("/", ".");
