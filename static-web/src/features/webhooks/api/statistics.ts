import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { administration, type Portal } from "./portal";
import type { MessagePage, Statistics } from "./wire";

const hour = 3_600_000;
/** How far back one can look, in points of which length. */
export const ranges = {
  hour: { back: hour, length: hour / 12, bucket: "five_minutes" },
  day: { back: 24 * hour, length: hour, bucket: "hour" },
  month: { back: 30 * 24 * hour, length: 24 * hour, bucket: "day" },
} as const;
export type Range = keyof typeof ranges;

/** How the attempts of an endpoint went until now; the first point begins where its stretch of time does, so that none is half. */
export const statisticsQuery = (portal: Portal, endpoint: string, range: Range) =>
  queryOptions({
    queryKey: ["webhooks", portal.key, "statistics", endpoint, range],
    queryFn: ({ signal }) => {
      const { back, length, bucket } = ranges[range];
      const since = new Date(Date.now() - back + length).toISOString();
      return api.get<Statistics>(`${portal.endpoint(endpoint)}/statistics`, { ...portal.options, query: { bucket, since }, signal });
    },
    staleTime: 5000,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export type Latest = { attempts: number; succeeded: number; at?: string };

const latestOf = ({ items }: MessagePage): Latest => {
  const attempts = items.flatMap((message) => message.attempts);
  return { attempts: attempts.length, succeeded: attempts.filter((attempt) => attempt.outcome === "succeeded").length, at: attempts.map((attempt) => attempt.at).sort().at(-1) };
};

/** How the attempts of the newest messages went: enough for a line in a list. */
export const latestQuery = (endpoint: string) =>
  queryOptions({
    queryKey: ["webhooks", "latest", endpoint],
    queryFn: async ({ signal }) => latestOf(await api.get<MessagePage>(administration.messages, { query: { endpoint, limit: 20 }, signal })),
    staleTime: 5000,
  });
