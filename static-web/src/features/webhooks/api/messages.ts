import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Operation } from "@/api/types";
import { useTexts } from "@/i18n";
import { momentOf } from "@/lib/format";
import { notices } from "@/lib/notices";
import { administration, type Portal } from "./portal";
import { refusalOf } from "./refusals";
import type { Message, MessageDetail, MessagePage, MessageState } from "./wire";

export const messageStates: MessageState[] = ["failed", "pending", "held", "succeeded"];
export type MessageFilters = { state: MessageState[]; type: string; since: string; until: string };

export const isMessageId = (text: string) => /^msg_[0-9a-hjkmnp-tv-z]{26}$/.test(text);

const onItsWay = (message: Message) => message.state === "pending";

/** How often what is not under way is looked at again while somebody has it open, in milliseconds. */
export const lookEvery = 10_000;

/** The messages of an endpoint, those of the latest events first; asked for again now and then while one is on its way and somebody looks. */
export const messagesQuery = (portal: Portal, endpoint: string, { state, type, since, until }: MessageFilters, limit = 20) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", portal.key, "messages", endpoint, state, type, since, until, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get<MessagePage>(portal.messages, { ...portal.options, query: { endpoint, state, type, since: momentOf(since), until: momentOf(until), limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 2000,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(onItsWay)) ? 4000 : false),
  });

/** Where the messages of an endpoint are to be had as a file, filtered as they are shown. */
export function exportPath(endpoint: string, { state, type, since, until }: MessageFilters): string {
  const wanted = { endpoint, type, since: momentOf(since), until: momentOf(until) };
  const params = new URLSearchParams([...state.map((one) => ["state", one]), ...Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : []))]);
  return `${administration.messages}/export?${params}`;
}

export const messagePath = (portal: Portal, endpoint: string, id: string) => `${portal.endpoint(endpoint)}/messages/${encodeURIComponent(id)}`;

export const messageQuery = (portal: Portal, endpoint: string, id: string) =>
  queryOptions({
    queryKey: ["webhooks", portal.key, "message", endpoint, id],
    queryFn: ({ signal }) => api.get<MessageDetail>(messagePath(portal, endpoint, id), { ...portal.options, signal }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && onItsWay(query.state.data.message) ? 2000 : false),
  });

/** Sends once more, and removes what it says. Whatever the answer, the page shows afterwards how the message really stands. */
export function useMessageActions(portal: Portal, endpoint: string, id: string) {
  const { t } = useTexts();
  const client = useQueryClient();
  const act = (action: string, done: string) => ({
    mutationFn: () => api.post<Message>(`${messagePath(portal, endpoint, id)}/${action}`, undefined, portal.options),
    onSuccess: () => notices.show(done),
    onError: (error: unknown) => notices.show(refusalOf(error, t), "harm"),
    onSettled: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  return { replay: useMutation(act("replay", t("webhooks.message.replayed"))), expunge: useMutation(act("expunge", t("webhooks.message.expunged"))) };
}

/** Sends many once more: everything since a time, or what failed since then. */
export const sendAgain = (endpoint: string, what: "replay" | "recover", since: string) =>
  api.post<Operation>(`${administration.endpoint(endpoint)}/${what}`, { since });
