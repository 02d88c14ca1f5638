import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { components } from "@/api/schema";

type Wire = components["schemas"];
export type PlatformTenant = Wire["PlatformTenant"];
export type TenantState = Wire["TenantState"];
export type Provisioned = Wire["ProvisionedTenant"];
export type PlatformOperation = Wire["PlatformOperation"];
export type Certificate = Wire["DeletionCertificate"];
/** That it is who is signed in: the password or the code where the host signs people in itself, nothing elsewhere. */
export type Proof = { password?: string; code?: string };
export type Description = Omit<Wire["ProvisionTenantRequest"], "password" | "code">;

export const states: readonly TenantState[] = ["active", "suspended", "exporting", "deleting", "deleted", "provisioning"];

const root = "/api/platform/tenants";
const pathOf = (id: string) => `${root}/${encodeURIComponent(id)}`;

/** Every tenant: a platform has hundreds, not millions, so that they are searched where they are shown. */
export const tenantsQuery = queryOptions({
  queryKey: ["platform", "tenants"],
  queryFn: async ({ signal }) => {
    const all: PlatformTenant[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.get<{ items: PlatformTenant[]; next?: string }>(root, { query: { limit: 100, cursor }, signal });
      all.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return all;
  },
});

export const tenantQuery = (id: string) =>
  queryOptions({ queryKey: ["platform", "tenant", id], queryFn: ({ signal }) => api.get<PlatformTenant>(pathOf(id), { signal }), staleTime: 0 });

export const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: ["platform", "certificate", id],
    queryFn: async ({ signal }): Promise<Certificate | null> => {
      try {
        return await api.get<Certificate>(`${pathOf(id)}/certificate`, { signal });
      } catch (error) {
        if (isProblem(error, 404)) return null;
        throw error;
      }
    },
  });

export const isOver = ({ status }: PlatformOperation) => status === "succeeded" || status === "failed" || status === "canceled";

/** An operation of the platform itself, or one that it started in a tenant; asked for again until it is over. */
export const operationQuery = (id: string, tenant?: string) =>
  queryOptions({
    queryKey: ["platform", "operation", id],
    queryFn: ({ signal }) => api.get<PlatformOperation>(tenant ? `${pathOf(tenant)}/operations/${encodeURIComponent(id)}` : `/api/platform/operations/${encodeURIComponent(id)}`, { signal }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : 3000),
  });

export const provision = (id: string, description: Description, proof: Proof) => api.put<Provisioned>(pathOf(id), { ...description, ...proof });
export const welcomeAgain = (id: string, administrator: string, proof: Proof) => api.post<Provisioned>(`${pathOf(id)}/welcome`, { administrator, ...proof });
export const suspend = (id: string, reason: string, proof: Proof) => api.post<PlatformTenant>(`${pathOf(id)}/suspend`, { reason, ...proof });
export const handOver = (id: string, reason: string, proof: Proof) => api.post<PlatformTenant>(`${pathOf(id)}/hand-over`, { reason, ...proof });
export const resume = (id: string) => api.post<PlatformTenant>(`${pathOf(id)}/resume`, undefined);
export const erase = (id: string, confirmation: string, proof: Proof) => api.post<PlatformOperation>(`${pathOf(id)}/deletion`, { confirmation, ...proof });
export const startCatalogue = (id: string) => api.post<PlatformOperation>(`${pathOf(id)}/catalogue/starter`, undefined);
