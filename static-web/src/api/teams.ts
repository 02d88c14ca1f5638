import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { components } from "./schema";
import type { Listing, Operation } from "./types";

type Wire = components["schemas"];
export type OrganizationSummary = Wire["OrganizationSummary"];
export type Organization = Wire["Organization"];
export type OrganizationInput = Wire["CreateOrganizationRequest"];
export type TeamSummary = Wire["TeamSummary"];
export type Team = Wire["Team"];
export type TeamType = Wire["TeamType"];
export type TeamCreation = Wire["TeamCreation"];
export type TeamRole = Wire["TeamRole"];
export type TeamInput = Wire["CreateTeamRequest"];
export type MyTeam = Wire["MyTeam"];
export type Member = Wire["ShownMember"];
export type MemberPage = Wire["MemberPage"];
export type Invitation = Wire["Invitation"];
export type InvitationState = Wire["InvitationState"];
export type InvitationPage = Wire["InvitationPage"];
export type MyInvitation = Wire["MyInvitation"];
export type Application = Wire["Application"];
export type ApplicationPage = Wire["ApplicationPage"];
export type MyApplication = Wire["MyApplication"];
export type InvitationPreview = Wire["InvitationPreview"];
export type InvitationReport = Wire["InvitationReport"];
export type LineOutcome = Wire["LineOutcome"];
export type FirstSteps = Wire["FirstStepsTaken"];

export const teamTypes: TeamType[] = ["public_administration", "citizen", "nonprofit_organization", "forprofit_organization"];
export const teamCreations: TeamCreation[] = ["administrators", "members", "anyone"];
export const teamRoles: TeamRole[] = ["member", "administrator"];

const organizationPath = (id: string) => `/api/organizations/${encodeURIComponent(id)}`;
export const teamPath = (id: string) => `/api/teams/${encodeURIComponent(id)}`;
const mine = "/api/me/invitations";

type Filters = Record<string, string | string[] | undefined>;

function pages<T extends { next?: string }>(key: unknown[], path: string, filters: Filters, limit = 24, language?: string) {
  return infiniteQueryOptions({
    queryKey: [...key, filters, language],
    queryFn: ({ pageParam, signal }) => api.get<T>(path, { query: { ...filters, limit, cursor: pageParam, language }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
}

export const organizationsQuery = (text: string, language: string) =>
  pages<Listing<OrganizationSummary>>(["organizations"], "/api/organizations", { text }, 24, language);

export const organizationQuery = (id: string) =>
  queryOptions({ queryKey: ["organization", id], queryFn: ({ signal }) => api.getTagged<Organization>(organizationPath(id), { signal }) });

export const createOrganization = (organization: OrganizationInput, idempotencyKey: string) =>
  api.postTagged<Organization>("/api/organizations", organization, { idempotencyKey });

export const changeOrganization = (id: string, change: Wire["EditOrganizationRequest"], ifMatch: string) =>
  api.patchTagged<Organization>(organizationPath(id), change, { ifMatch });

export const addAdministrator = (organization: string, subject: string) =>
  api.put<Organization>(`${organizationPath(organization)}/administrators/${encodeURIComponent(subject)}`, undefined);

export const removeAdministrator = (organization: string, subject: string) =>
  api.delete(`${organizationPath(organization)}/administrators/${encodeURIComponent(subject)}`);

export const teamsQuery = (organization: string, text: string) =>
  pages<Wire["TeamList"]>(["organization", organization, "teams"], `${organizationPath(organization)}/teams`, { text });

export const myTeamsQuery = (language: string) =>
  queryOptions({ queryKey: ["my-teams", language], queryFn: ({ signal }) => api.get<Listing<MyTeam>>("/api/me/teams", { query: { language }, signal }) });

export const teamQuery = (id: string, language: string) =>
  queryOptions({ queryKey: ["team", id, language], queryFn: ({ signal }) => api.getTagged<Team>(teamPath(id), { query: { language }, signal }) });

export const createTeam = (organization: string, team: TeamInput, idempotencyKey: string) =>
  api.postTagged<Team>(`${organizationPath(organization)}/teams`, team, { idempotencyKey });

export const changeTeam = (id: string, change: Wire["EditTeamRequest"], ifMatch: string) => api.patchTagged<Team>(teamPath(id), change, { ifMatch });

export const membersQuery = (team: string, filters: { text?: string; role?: string[]; sort?: string }) =>
  pages<MemberPage>(["team", team, "members"], `${teamPath(team)}/members`, filters, 50);

export const setRole = (team: string, subject: string, role: TeamRole) =>
  api.put<Wire["Membership"]>(`${teamPath(team)}/members/${encodeURIComponent(subject)}/role`, { role });

export const removeMember = (team: string, subject: string) => api.delete(`${teamPath(team)}/members/${encodeURIComponent(subject)}`);

export const invitationsQuery = (team: string, filters: { text?: string; state?: string[] }) =>
  pages<InvitationPage>(["team", team, "invitations"], `${teamPath(team)}/invitations`, filters, 50);

export const invite = (team: string, person: Wire["InviteRequest"], idempotencyKey: string) =>
  api.post<Invitation>(`${teamPath(team)}/invitations`, person, { idempotencyKey });

export const resend = (team: string, id: string) => api.post<Invitation>(`${teamPath(team)}/invitations/${encodeURIComponent(id)}/resend`, undefined);

export const revoke = (team: string, id: string) => api.delete(`${teamPath(team)}/invitations/${encodeURIComponent(id)}`);

export const previewList = (team: string, file: Blob) => api.post<InvitationPreview>(`${teamPath(team)}/invitations/preview`, file);

export const importList = (team: string, file: Blob, message: string, idempotencyKey: string) =>
  api.post<Operation>(`${teamPath(team)}/invitations/import`, file, { query: { message }, idempotencyKey });

export const reportQuery = (path: string) =>
  queryOptions({ queryKey: ["invitation-report", path], queryFn: ({ signal }) => api.get<InvitationReport>(path, { signal }), staleTime: Infinity });

export const myInvitationsQuery = (language: string) =>
  queryOptions({ queryKey: ["my-invitations", language], queryFn: ({ signal }) => api.get<Listing<MyInvitation>>(mine, { query: { language }, signal }) });

export const myInvitationQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: ["my-invitation", id, language],
    queryFn: ({ signal }) => api.get<MyInvitation>(`${mine}/${encodeURIComponent(id)}`, { query: { language }, signal }),
  });

export const acceptTeamInvitation = (id: string) => api.post<Wire["Membership"]>(`${mine}/${encodeURIComponent(id)}/accept`, undefined);

export const declineTeamInvitation = (id: string) => api.post<undefined>(`${mine}/${encodeURIComponent(id)}/decline`, undefined);

export const applicationsQuery = (team: string, filters: { state?: string[] }) =>
  pages<ApplicationPage>(["team", team, "applications"], `${teamPath(team)}/applications`, filters, 50);

export const apply = (team: string, message: string, idempotencyKey: string) =>
  api.post<MyApplication>(`${teamPath(team)}/applications`, { message: message || undefined }, { idempotencyKey });

export const acceptApplication = (team: string, id: string) => api.post<Application>(`${teamPath(team)}/applications/${encodeURIComponent(id)}/accept`, undefined);

export const rejectApplication = (team: string, id: string, reason: string) =>
  api.post<Application>(`${teamPath(team)}/applications/${encodeURIComponent(id)}/reject`, { reason });

export const myApplicationsQuery = queryOptions({
  queryKey: ["my-applications"],
  queryFn: ({ signal }) => api.get<Listing<MyApplication>>("/api/me/applications", { query: { limit: 100 }, signal }),
});

export const withdraw = (id: string) => api.delete(`/api/me/applications/${encodeURIComponent(id)}`);

export const firstStepsQuery = queryOptions({ queryKey: ["first-steps"], queryFn: ({ signal }) => api.get<FirstSteps>("/api/first-steps", { signal }) });
