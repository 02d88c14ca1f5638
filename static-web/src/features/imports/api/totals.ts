import type { ImportEntry, ImportKind, ImportOutcome, KindCounts } from "@/api/types";

export const kinds: ImportKind[] = ["interlinker", "problem_profile", "coproduction_schema"];
export const outcomes: ImportOutcome[] = ["created", "updated", "unchanged", "rejected"];

/** The counts of all kinds together. */
export function totals(counts: Record<ImportKind, KindCounts>): KindCounts {
  const sum: KindCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const kind of Object.values(counts)) for (const outcome of outcomes) sum[outcome] += kind[outcome];
  return sum;
}

export type EntryFilter = { text: string; kind: string; outcome: string; onlyWarnings: boolean };

/** The lines of a report that a reader asked for; what needs attention comes first. */
export function filterEntries(entries: ImportEntry[], filter: EntryFilter): ImportEntry[] {
  const text = filter.text.trim().toLocaleLowerCase();
  const rank = (entry: ImportEntry) => (entry.outcome === "rejected" ? 0 : entry.warnings.length > 0 ? 1 : 2);
  return entries
    .filter((entry) => !filter.kind || entry.kind === filter.kind)
    .filter((entry) => !filter.outcome || entry.outcome === filter.outcome)
    .filter((entry) => !filter.onlyWarnings || entry.warnings.length > 0 || !!entry.error)
    .filter((entry) => !text || `${entry.id} ${entry.path}`.toLocaleLowerCase().includes(text))
    .sort((a, b) => rank(a) - rank(b));
}
