import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from "@tanstack/react-query";
import { address, api } from "@/api/client";
import type { components } from "@/api/schema";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

type Wire = components["schemas"];
export type Person = Wire["Person"];
export type PeopleList = Wire["PeopleList"];
export type Role = Wire["TenantRole"];
export type State = Wire["PersonState"];
export type PeopleFilters = { text: string; role: Role[]; state: State[]; sort: "name" | "newest" };
/** That the administrator is who is signed in: the code of those who sign in with one, the password of everybody else; nothing where the platform signs people in. */
export type Proof = { password?: string; code?: string };
export type Invitation = { email: string; role: Role; name?: string; message?: string };

export const roles: readonly Role[] = ["member", "auditor", "curator", "administrator"];
export const states: readonly State[] = ["active", "invited", "suspended"];

const root = "/api/people";
const pathOf = (person: Person) => `${root}/${encodeURIComponent(person.subject)}`;

export const peopleQuery = (filters: PeopleFilters) =>
  infiniteQueryOptions({
    queryKey: ["people", filters],
    queryFn: ({ pageParam, signal }) => api.get<PeopleList>(root, { query: { ...filters, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

/** Where the table of those who are shown is downloaded. */
export const exportAddress = ({ text, role, state }: PeopleFilters) => address(`${root}/export`, { text, role, state });

export const invite = (invitation: Invitation) => api.post<Person>(`${root}/invitations`, invitation);

/** What an administrator does about one person. Whatever the answer, the list shows afterwards how things really stand. */
export function usePersonActions(person: Person) {
  const { t } = useTexts();
  const client = useQueryClient();
  const options = (done: string) => ({
    onSuccess: () => notices.show(done),
    onError: (error: unknown) => notices.show(refusalText(error, t), "harm"),
    onSettled: () => client.invalidateQueries({ queryKey: ["people"] }),
  });
  const { name } = person;
  return {
    setRole: useMutation({ mutationFn: (role: Role) => api.put<Person>(`${pathOf(person)}/role`, { role }), ...options(t("people.roleSaved")) }),
    suspend: useMutation({ mutationFn: () => api.put<Person>(`${pathOf(person)}/suspension`, undefined), ...options(t("people.suspended", { name })) }),
    reactivate: useMutation({ mutationFn: () => api.delete(`${pathOf(person)}/suspension`), ...options(t("people.reactivated", { name })) }),
    sendAgain: useMutation({ mutationFn: () => api.post<Person>(`${pathOf(person)}/invitation`, undefined), ...options(t("people.againDone")) }),
    resetSecondFactor: useMutation({
      mutationFn: (proof: Proof) => api.post<unknown>(`${pathOf(person)}/second-factor/reset`, proof),
      onSuccess: () => notices.show(t("people.resetDone", { name })),
      onSettled: () => client.invalidateQueries({ queryKey: ["people"] }),
    }),
    erase: useMutation({
      mutationFn: (proof: Proof) => api.post<unknown>("/api/privacy/erasures", { subject: person.subject, ...proof }),
      onSuccess: () => notices.show(t("people.eraseDone", { name })),
      onSettled: () => client.invalidateQueries({ queryKey: ["erasures"] }),
    }),
    revoke: useMutation({ mutationFn: () => api.delete(`${pathOf(person)}/invitation`), ...options(t("people.revoked")) }),
  };
}
