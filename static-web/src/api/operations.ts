import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { ImportReport, ImportSummary, Listing, Operation, OperationFilters, OperationListing } from "./types";

export const ended = (operation: Operation) => operation.status === "succeeded" || operation.status === "failed" || operation.status === "canceled";

/** Asks every second at first, then less and less often, and stops when it is over. */
export function pollEvery(operation: Operation | undefined, asked: number): number | false {
  if (operation && ended(operation)) return false;
  return Math.min(10_000, asked < 30 ? 1000 : 1000 * 1.15 ** (asked - 30));
}

export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: ["operation", id],
    queryFn: ({ signal }) => api.get<Operation>(`/api/operations/${encodeURIComponent(id)}`, { signal }),
    staleTime: 0,
    refetchInterval: (query) => pollEvery(query.state.data, query.state.dataUpdateCount),
  });

const pages = <T>(key: string, path: string) =>
  infiniteQueryOptions({
    queryKey: [key],
    queryFn: ({ pageParam, signal }) => api.get<Listing<T>>(path, { query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 5000,
  });

export const importsQuery = pages<ImportSummary>("imports", "/api/catalogue/imports");

/** The tenant's operations, the youngest first; asked for again now and then while any of them goes on and somebody looks. */
export const operationsQuery = ({ status, kind }: OperationFilters) =>
  infiniteQueryOptions({
    queryKey: ["operations", status, kind],
    queryFn: ({ pageParam, signal }) => api.get<OperationListing>("/api/operations", { query: { status, kind, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 5000,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((one) => !ended(one))) ? 3000 : false),
  });

export const cancelOperation = ({ id, attempt }: Operation, reason: string) =>
  api.post<Operation>(`/api/operations/${encodeURIComponent(id)}/cancel`, { attempt, reason: reason.trim() || undefined });

export const retryOperation = ({ id, attempt }: Operation) => api.post<Operation>(`/api/operations/${encodeURIComponent(id)}/retry`, { attempt });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => api.get<ImportReport>(`/api/catalogue/imports/${encodeURIComponent(id)}`, { signal }),
  });

/** Imports the catalogue that comes with Interlink. */
export const startStarterImport = () => api.post<Operation>("/api/catalogue/starter", undefined);

export const startImport = (uploadId: string, idempotencyKey: string) => api.post<Operation>("/api/catalogue/imports", { uploadId }, { idempotencyKey });
