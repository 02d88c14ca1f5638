import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { components } from "@/api/schema";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

type Wire = components["schemas"];
export type Mail = Wire["Mail"];
export type MailLetter = Wire["MailLetter"];
export type MailList = Wire["MailList"];
export type Unsubscription = Wire["Unsubscribe"];
export type MailFilters = { state: string[]; template: string[]; text: string };

const onItsWay = (mail: Mail) => mail.state === "waiting" || mail.state === "sending";

/** The tenant's mails, the youngest first; asked for again now and then while any of them waits and somebody looks. */
export const mailsQuery = ({ state, template, text }: MailFilters) =>
  infiniteQueryOptions({
    queryKey: ["mails", state, template, text],
    queryFn: ({ pageParam, signal }) => api.get<MailList>("/api/mails", { query: { state, template, text, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 2000,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(onItsWay)) ? 4000 : false),
  });

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ["mail", id],
    queryFn: ({ signal }) => api.get<MailLetter>(`/api/mails/${encodeURIComponent(id)}`, { signal }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && onItsWay(query.state.data.mail) ? 3000 : false),
  });

/** Sends again and drops. Whatever the answer, the page shows afterwards how the mail really stands. */
export function useMailActions(id: string) {
  const { t } = useTexts();
  const client = useQueryClient();
  const options = (done: string) => ({
    onSuccess: () => notices.show(done),
    onError: (error: unknown) => notices.show(refusalText(error, t), "harm"),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["mail", id] });
      void client.invalidateQueries({ queryKey: ["mails"] });
    },
  });
  const path = `/api/mails/${encodeURIComponent(id)}`;
  const retry = useMutation({ mutationFn: () => api.post<Mail>(`${path}/retry`, undefined), ...options(t("mail.retry.done")) });
  const drop = useMutation({ mutationFn: () => api.post<Mail>(`${path}/drop`, undefined), ...options(t("mail.drop.done")) });
  return { retry, drop };
}

/** Sends a mail to the own address, and tells whether it could be put on its way. */
export function useTestMail() {
  const { t } = useTexts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Mail>("/api/mails/test", undefined),
    onSuccess: (mail) => notices.show(t("mail.test.done", { email: mail.recipient })),
    onError: (error: unknown) => notices.show(refusalText(error, t), "harm"),
    onSettled: () => client.invalidateQueries({ queryKey: ["mails"] }),
  });
}

const unsubscribePath = (token: string) => `/api/unsubscribe?token=${encodeURIComponent(token)}`;

/** What a link from a mail would end. Asking changes nothing. */
export const unsubscribeQuery = (token: string) =>
  queryOptions({ queryKey: ["unsubscribe", token], queryFn: ({ signal }) => api.get<Unsubscription>(unsubscribePath(token), { signal }), retry: false });

export const unsubscribe = (token: string) => api.post<Unsubscription>(unsubscribePath(token), undefined);
