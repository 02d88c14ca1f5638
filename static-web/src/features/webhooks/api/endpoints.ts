import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Tagged } from "@/api/client";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { administration, type Portal } from "./portal";
import { refusalOf } from "./refusals";
import type { Endpoint, EndpointPage, EndpointRequest, EndpointWithSecret, EventType, MessageDetail, Secrets, SigningKind } from "./wire";

const root = "/api/webhooks/endpoints";
const path = administration.endpoint;

/** A tenant has at most 50 endpoints, so that one page holds them all. */
export const endpointsQuery = queryOptions({
  queryKey: ["webhooks", "endpoints"],
  queryFn: ({ signal }) => api.get<EndpointPage>(root, { query: { limit: 50 }, signal }),
  staleTime: 5000,
});

/** Those that were removed and whose log is kept for a time. */
export const removedQuery = queryOptions({
  queryKey: ["webhooks", "endpoints", "removed"],
  queryFn: ({ signal }) => api.get<EndpointPage>(root, { query: { limit: 50, removed: true }, signal }),
  staleTime: 5000,
});

export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhooks", "endpoint", id],
    queryFn: ({ signal }) => api.getTagged<Endpoint>(path(id), { signal }),
    staleTime: 5000,
    refetchInterval: 30_000,
  });

/** The event catalogue; it changes with a release only. */
export const eventTypesQuery = (portal: Portal) =>
  queryOptions({
    queryKey: ["webhooks", portal.key, "event-types"],
    queryFn: async ({ signal }) => (await api.get<{ items: EventType[] }>(portal.eventTypes, { ...portal.options, signal })).items,
    staleTime: Infinity,
  });

export const createEndpoint = (endpoint: EndpointRequest, signing: SigningKind) => api.post<EndpointWithSecret>(root, { endpoint, signing });
export const editEndpoint = (id: string, endpoint: EndpointRequest, ifMatch: string) => api.putTagged<Endpoint>(path(id), endpoint, { ifMatch });
export const deleteEndpoint = ({ id, etag }: Tagged<Endpoint>) => api.delete(path(id), { ifMatch: etag });
export const rotateSecret = (id: string, signing: SigningKind, overlapHours: number) => api.post<EndpointWithSecret>(`${path(id)}/secret/rotate`, { signing, overlapHours });
export const revealSecrets = (id: string, password: string) => api.post<Secrets>(`${path(id)}/secret/reveal`, password ? { password } : {});
export const testEndpoint = (portal: Portal, id: string, type: string) => api.post<MessageDetail>(`${portal.endpoint(id)}/test`, { type }, portal.options);

/** Verifies, pauses and resumes. Whatever the answer, the page shows afterwards how the endpoint really stands. */
export function useEndpointAction(id: string, action: "verify" | "pause" | "resume", done: string) {
  const { t } = useTexts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Endpoint>(`${path(id)}/${action}`, undefined),
    onSuccess: () => notices.show(done),
    onError: (error) => action !== "verify" && notices.show(refusalOf(error, t), "harm"),
    onSettled: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
  });
}
