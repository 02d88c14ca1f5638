import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type QueryValue } from "./client";
import type { Interlinker, InterlinkerListing, Listing, ProblemProfile, Schema, SchemaSummary } from "./types";

type Filters = Record<string, QueryValue>;
const pageSize = 24;

/** A list that grows page by page. */
function listing<T extends { next?: string }>(key: readonly unknown[], path: string, language: string, filters: Filters, limit = pageSize) {
  return infiniteQueryOptions({
    queryKey: [...key, language, filters],
    queryFn: ({ pageParam, signal }) => api.get<T>(path, { query: { ...filters, language, limit, cursor: pageParam }, language, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: T) => last.next,
    placeholderData: keepPreviousData,
  });
}

const root = "/api/catalogue";
const id = encodeURIComponent;

export const interlinkersQuery = (language: string, filters: Filters) =>
  listing<InterlinkerListing>(["catalogue", "interlinkers"], `${root}/interlinkers`, language, filters);

export const interlinkerQuery = (interlinker: string, language: string) =>
  queryOptions({
    queryKey: ["catalogue", "interlinker", interlinker, language],
    queryFn: ({ signal }) => api.get<Interlinker>(`${root}/interlinkers/${id(interlinker)}`, { query: { language }, language, signal }),
  });

export const profilesQuery = (language: string, text: string) =>
  listing<Listing<ProblemProfile>>(["catalogue", "profiles"], `${root}/problem-profiles`, language, { text });

export const schemasQuery = (language: string, text: string) =>
  listing<Listing<SchemaSummary>>(["catalogue", "schemas"], `${root}/schemas`, language, { text });

export const schemaQuery = (schema: string, language: string) =>
  queryOptions({
    queryKey: ["catalogue", "schema", schema, language],
    queryFn: ({ signal }) => api.get<Schema>(`${root}/schemas/${id(schema)}`, { query: { language }, language, signal }),
  });

/** Whether there is anything in the catalogue at all. */
export const catalogueSizeQuery = queryOptions({
  queryKey: ["catalogue", "size"],
  queryFn: async ({ signal }) => (await api.get<InterlinkerListing>(`${root}/interlinkers`, { query: { limit: 1 }, signal })).total,
});
