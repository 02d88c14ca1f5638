import { queryOptions } from "@tanstack/react-query";
import { api, type Tagged } from "./client";
import { isProblem } from "./problem";
import type { TenantEdit, TenantFace, TenantSettings } from "./types";

/** What anybody may know of the tenant of this address, or of whoever is signed in; null where the address is nobody's. */
export const faceQuery = queryOptions({
  queryKey: ["tenant", "face"],
  queryFn: async ({ signal }): Promise<TenantFace | null> => {
    try {
      return await api.get<TenantFace>("/api/tenant", { signal });
    } catch (error) {
      if (isProblem(error, 404)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** How the tenant shows itself, for its administrators. */
export const settingsQuery = queryOptions({
  queryKey: ["tenant", "settings"],
  queryFn: ({ signal }) => api.getTagged<TenantSettings>("/api/tenant/settings", { signal }),
});

export const saveSettings = (edit: TenantEdit, etag: string): Promise<Tagged<TenantSettings>> => api.putTagged("/api/tenant/settings", edit, { ifMatch: etag });
export const setLogo = (file: Blob, etag: string): Promise<Tagged<TenantSettings>> => api.putTagged("/api/tenant/logo", file, { ifMatch: etag });
export const removeLogo = (etag: string) => api.delete("/api/tenant/logo", { ifMatch: etag });
