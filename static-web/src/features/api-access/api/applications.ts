import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { components } from "@/api/schema";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

type Wire = components["schemas"];
export type Application = Wire["ApiApplication"];
export type ApplicationKey = Wire["ApiKey"];
export type ApplicationPage = Wire["ApiApplicationPage"];
export type MadeKey = Wire["MadeKey"];
export type ApplicationScope = Wire["ApiScope"];
export type Draft = { name: string; description: string; contact: string; scopes: ApplicationScope[]; requestsPerMinute: string; clients: string };

/** In the order in which they are read: what is harmless first, what is about people last. */
export const scopes: readonly ApplicationScope[] = [
  "read_catalogue", "write_catalogue", "read_processes", "write_processes", "read_organizations", "read_events", "manage_webhooks", "read_members", "read_people", "read_audit",
];

const root = "/api/applications";
const pathOf = (id: string) => `${root}/${encodeURIComponent(id)}`;
const keyPath = (id: string, key: string) => `${pathOf(id)}/keys/${encodeURIComponent(key)}`;

export const applicationsQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ["applications", text],
    queryFn: ({ pageParam, signal }) => api.get<ApplicationPage>(root, { query: { text, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

export const applicationQuery = (id: string) =>
  queryOptions({ queryKey: ["application", id], queryFn: ({ signal }) => api.getTagged<Application>(pathOf(id), { signal }), staleTime: 0 });

export const applicationTeamsQuery = (id: string) =>
  queryOptions({ queryKey: ["application", id, "teams"], queryFn: ({ signal }) => api.get<Wire["ApiApplicationTeams"]>(`${pathOf(id)}/teams`, { signal }) });

/** The teams that an application can be put into, some at a time. */
export const teamChoiceQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ["teams", "for-applications", text],
    queryFn: ({ pageParam, signal }) => api.get<Wire["TeamList"]>("/api/teams", { query: { text, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

const wire = ({ name, description, contact, scopes: chosen, requestsPerMinute, clients }: Draft) => ({
  name: name.trim(),
  scopes: chosen,
  requestsPerMinute: Number(requestsPerMinute),
  clients: clients.split(/\s+/).filter(Boolean),
  ...(description.trim() ? { description: description.trim() } : {}),
  ...(contact.trim() ? { contact: contact.trim() } : {}),
});

export const register = (draft: Draft) => api.post<Application>(root, wire(draft));
export const describe = (id: string, etag: string, draft: Draft) => api.put<Application>(pathOf(id), wire(draft), { ifMatch: etag });
export const createKey = (id: string, key: { name?: string; scopes?: ApplicationScope[]; expiresInDays: number }) => api.post<MadeKey>(`${pathOf(id)}/keys`, key);
export const rotateKey = (id: string, key: string, overlapHours: number) => api.post<MadeKey>(`${keyPath(id, key)}/rotate`, { overlapHours });

/** What an administrator does about one application. Whatever the answer, the page shows afterwards how things really stand. */
export function useApplicationActions(id: string) {
  const { t } = useTexts();
  const client = useQueryClient();
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ["application", id] }), client.invalidateQueries({ queryKey: ["applications"] })]);
  const options = (done: string) => ({
    onSuccess: () => notices.show(done),
    onError: (error: unknown) => notices.show(refusalText(error, t), "harm"),
    onSettled: refresh,
  });
  return {
    refresh,
    revoke: useMutation({ mutationFn: (key: ApplicationKey) => api.delete(keyPath(id, key.id)), ...options(t("apiAccess.keys.revoked")) }),
    remove: useMutation({
      mutationFn: () => api.delete(pathOf(id)),
      onSuccess: () => {
        client.removeQueries({ queryKey: ["application", id] });
        notices.show(t("apiAccess.removed"));
        return client.invalidateQueries({ queryKey: ["applications"] });
      },
      onError: (error: unknown) => notices.show(refusalText(error, t), "harm"),
    }),
    admit: useMutation({ mutationFn: (team: string) => api.put(`${pathOf(id)}/teams/${encodeURIComponent(team)}`, undefined), ...options(t("apiAccess.teams.added")) }),
    dismiss: useMutation({ mutationFn: (team: string) => api.delete(`/api/teams/${encodeURIComponent(team)}/members/${encodeURIComponent(id)}`), ...options(t("apiAccess.teams.taken")) }),
  };
}
