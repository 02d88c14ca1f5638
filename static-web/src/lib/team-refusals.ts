import type { TFunction } from "i18next";
import { Problem } from "@/api/problem";
import { refusalText } from "./forms";

const known = [
  "organization-not-found", "organization-not-managed", "team-creation-refused", "last-organization-administrator", "too-many-administrators", "not-of-organization",
  "team-not-found", "team-not-managed", "members-not-shown", "last-team-administrator", "invitation-not-found", "invitation-over", "already-invited", "already-in-team",
  "invitation-mailed-often", "too-many-invitations", "applications-closed", "application-waits", "applied-too-soon", "application-decided",
] as const;

/** What to tell about a refusal on the pages of organizations and teams, whose words come with those pages. */
export function teamRefusal(error: unknown, t: TFunction): string {
  const type = error instanceof Problem ? known.find((one) => one === error.type.split("/").pop()) : undefined;
  return type ? t(`teams.refusals.${type}`) : refusalText(error, t);
}
