import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Tagged } from "./client";
import type { Asset, AssetVersion, Guide, Listing, Process, ProcessSummary, Recommendations, Status, TreeItem } from "./types";

const root = "/api/processes";
export const processPath = (process: string) => `${root}/${encodeURIComponent(process)}`;
const itemPath = (process: string, item: string) => `${processPath(process)}/items/${encodeURIComponent(item)}`;
export const assetPath = (process: string, asset: string) => `${processPath(process)}/assets/${encodeURIComponent(asset)}`;

export type ProcessFilters = { text?: string; status?: string[]; sort?: string };

export const processesQuery = (filters: ProcessFilters, limit = 24) =>
  infiniteQueryOptions({
    queryKey: ["processes", filters, limit],
    queryFn: ({ pageParam, signal }) => api.get<Listing<ProcessSummary>>(root, { query: { ...filters, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

export const processQuery = (process: string) =>
  queryOptions({
    queryKey: ["process", process],
    queryFn: ({ signal }) => api.getTagged<Process>(processPath(process), { signal }),
  });

export const guideQuery = (process: string, language: string) =>
  queryOptions({
    queryKey: ["process", process, "guide", language],
    queryFn: ({ signal }) => api.get<Guide>(`${processPath(process)}/guide`, { language, query: { language }, signal }),
  });

export const itemQuery = (process: string, item: string, language: string) =>
  queryOptions({
    queryKey: ["process", process, "item", item, language],
    queryFn: ({ signal }) => api.getTagged<TreeItem>(itemPath(process, item), { language, query: { language }, signal }),
  });

export const recommendationsQuery = (process: string, item: string, language: string, limit: number) =>
  queryOptions({
    queryKey: ["process", process, "item", item, "recommendations", language, limit],
    queryFn: ({ signal }) => api.get<Recommendations>(`${itemPath(process, item)}/recommendations`, { language, query: { language, limit }, signal }),
    staleTime: 60_000,
    placeholderData: (previous, query) => (query?.queryKey[3] === item ? previous : undefined),
  });

export const assetsQuery = (process: string, language: string, item?: string) =>
  infiniteQueryOptions({
    queryKey: ["process", process, "assets", item ?? "all", language],
    queryFn: ({ pageParam, signal }) => api.get<Listing<Asset>>(`${processPath(process)}/assets`, { language, query: { item, limit: 50, cursor: pageParam, language }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });

export const versionsQuery = (process: string, asset: string) =>
  queryOptions({
    queryKey: ["process", process, "asset", asset, "versions"],
    queryFn: ({ signal }) => api.get<Listing<AssetVersion>>(`${assetPath(process, asset)}/versions`, { signal }),
  });

export type CreateProcess = { name: string; language: string; aim?: string; idea?: string; challenges?: string };
export type NewAsset = { interlinkerId: string; language?: string } | { name: string; uri: string };

export const createProcess = (body: CreateProcess, idempotencyKey: string) => api.postTagged<Process>(root, body, { idempotencyKey });
export const changeProcess = (process: string, body: Partial<CreateProcess>, etag: string) => api.patchTagged<Process>(processPath(process), body, { ifMatch: etag });
export const applySchema = (process: string, schemaId: string, etag: string) => api.post<Guide>(`${processPath(process)}/schema`, { schemaId }, { ifMatch: etag });
export const setStatus = (process: string, item: string, status: Status, etag: string): Promise<Tagged<TreeItem>> =>
  api.putTagged<TreeItem>(`${itemPath(process, item)}/status`, { status }, { ifMatch: etag });
export const addAsset = (process: string, item: string, body: NewAsset, language: string) => api.post<Asset>(`${itemPath(process, item)}/assets`, body, { language });
export const renameAsset = (asset: Asset, process: string, body: { name?: string; uri?: string }) =>
  api.patchTagged<Asset>(assetPath(process, asset.id), body, { ifMatch: `"${asset.revision}"` });
export const deleteAsset = (asset: Asset, process: string) => api.delete(assetPath(process, asset.id), { ifMatch: `"${asset.revision}"` });
export const addVersion = (asset: Asset, process: string, uploadId: string) =>
  api.post<Asset>(`${assetPath(process, asset.id)}/versions`, { uploadId }, { ifMatch: `"${asset.revision}"` });
