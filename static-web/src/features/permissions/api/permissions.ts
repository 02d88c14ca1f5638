import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { processPath } from "@/api/processes";
import type { components } from "@/api/schema";
import type { Listing } from "@/api/types";

type Wire = components["schemas"];
export type Permission = Wire["Permission"];
export type Permissions = Wire["ProcessPermissions"];
export type Explanation = Wire["RightsExplanation"];
export type Verdict = Wire["Verdict"];
export type People = Wire["PeopleOfProcess"];
export type Rights = { accessAssets: boolean; createAssets: boolean; deleteAssets: boolean };
export const rightNames = ["accessAssets", "createAssets", "deleteAssets"] as const;
export type RightName = (typeof rightNames)[number];
export type TeamChoice = { id: string; name: string };

const root = (process: string) => `${processPath(process)}/permissions`;

export const permissionsQuery = (process: string) =>
  queryOptions({ queryKey: ["process", process, "permissions"], queryFn: ({ signal }) => api.get<Permissions>(root(process), { signal }) });

/** Whose rights can be asked about, by name; or everybody whom the reader may see. */
export const peopleQuery = (process: string, text: string, everybody = false) =>
  queryOptions({
    queryKey: ["process", process, "permissions", "people", text, everybody],
    queryFn: ({ signal }) => api.get<People>(`${root(process)}/people`, { query: { text, ...(everybody && { everybody }) }, signal }),
    placeholderData: keepPreviousData,
  });

/** What somebody may do with an item's assets, and why; without a person, what the reader may. */
export const explanationQuery = (process: string, person: string | undefined, item: string) =>
  queryOptions({
    queryKey: ["process", process, "permissions", "explanation", person ?? "", item],
    queryFn: ({ signal }) => api.get<Explanation>(`${root(process)}/explain`, { query: { person, item }, signal }),
    staleTime: 0,
  });

/** The teams that the reader knows of, by name. */
export const teamsQuery = (text: string) =>
  queryOptions({
    queryKey: ["teams", "choice", text],
    queryFn: ({ signal }) => api.get<Listing<TeamChoice>>("/api/teams", { query: { text, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  });

export const grant = (process: string, team: string, item: string, rights: Rights) =>
  api.post<Permission>(root(process), { team, ...(item ? { item } : {}), ...rights });
export const change = (process: string, permission: Permission, rights: Rights) =>
  api.put<Permission>(`${root(process)}/${permission.id}`, rights, { ifMatch: `"${permission.revision}"` });
export const revoke = (process: string, permission: Permission) => api.delete(`${root(process)}/${permission.id}`, { ifMatch: `"${permission.revision}"` });
export const addAdministrator = (process: string, subject: string) => api.put<Wire["ProcessAdministrators"]>(`${processPath(process)}/administrators/${encodeURIComponent(subject)}`, undefined);
export const removeAdministrator = (process: string, subject: string) => api.delete(`${processPath(process)}/administrators/${encodeURIComponent(subject)}`);
