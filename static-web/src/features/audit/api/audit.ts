import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { address, api } from "@/api/client";
import type { components } from "@/api/schema";

type Wire = components["schemas"];
export type AuditEntry = Wire["AuditEntry"];
export type AuditPage = Wire["AuditPage"];
export type AuditHead = Wire["AuditHead"];
export type AuditVerdict = Wire["AuditVerdict"];

/** What can be asked for; empty means anything. Days are those of the reader's clock. */
export const filterNames = ["action", "outcome", "actor", "object", "correlation", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type AuditFilters = Partial<Record<FilterName, string>>;

/** The beginning of a day, or of the day after it, as a time. */
const dayBegins = (day: string | undefined, after = 0) => {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  return year && month && date ? new Date(year, month - 1, date + after).toISOString() : undefined;
};
const times = ({ from, to }: AuditFilters) => ({ from: dayBegins(from), to: dayBegins(to, 1) });

/** @param path Whose audit: that of the tenant, or the platform's own. */
export const auditQuery = (filters: AuditFilters, path: "/api/audit" | "/api/platform/audit" = "/api/audit") =>
  infiniteQueryOptions({
    queryKey: ["audit", path, filters],
    queryFn: ({ pageParam, signal }) => api.get<AuditPage>(path, { query: { ...filters, ...times(filters), limit: 30, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 5000,
    placeholderData: keepPreviousData,
  });

export const auditHeadQuery = queryOptions({
  queryKey: ["audit-head"],
  queryFn: ({ signal }) => api.get<AuditHead>("/api/audit/head", { signal }),
  staleTime: 5000,
});

/** Where the file is to be had: lines with all that a verifier needs, or a table. Other filters would leave holes, which no verifier takes. */
export const exportAddress = (format: "jsonl" | "csv", filters: AuditFilters) => address("/api/audit/export", { format, ...times(filters) });

/** Verifies everything, part by part, and stops at the first part in which something is wrong. */
export async function verifyAudit(told: (entries: number) => void): Promise<AuditVerdict> {
  let entries = 0;
  let after: string | undefined;
  for (;;) {
    const part = await api.get<Wire["AuditVerification"]>("/api/audit/verification", { query: { after } });
    entries += part.verdict.entries;
    told(entries);
    if (!part.verdict.ok || !part.next) return { ...part.verdict, entries };
    after = part.next;
  }
}
