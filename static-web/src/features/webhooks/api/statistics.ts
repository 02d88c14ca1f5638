import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Portal } from "./portal";
import type { Attempt, MessagePage } from "./wire";

/** How attempts went between two times; times in milliseconds. */
export type Slot = { from: number; until: number; succeeded: number; failed: number; median?: number; slow?: number };
/** What the newest messages tell: how many there were, how their attempts went, and that slot by slot. */
export type Statistics = { messages: number; attempts: number; succeeded: number; lastAt?: string; median?: number; slow?: number; slots: Slot[] };

const minute = 60_000;
const hour = 60 * minute;
const widths = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 24 * hour, 7 * 24 * hour, 14 * 24 * hour];
const mostSlots = 24;
const looked = 100;

/** The value below which a share of them lie; undefined of none. */
export function quantile(values: number[], share: number): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function slotOf(from: number, until: number, attempts: Attempt[]): Slot {
  const times = attempts.map((attempt) => attempt.milliseconds);
  const succeeded = attempts.filter((attempt) => attempt.outcome === "succeeded").length;
  return { from, until, succeeded, failed: attempts.length - succeeded, median: quantile(times, 0.5), slow: quantile(times, 0.95) };
}

/** Attempts in slots of one width, wide enough that there are few; also the slots in which nothing was tried. */
export function slotsOf(attempts: Attempt[]): Slot[] {
  const times = attempts.map((attempt) => Date.parse(attempt.at));
  if (times.length === 0) return [];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const width = widths.find((one) => Math.floor(last / one) - Math.floor(first / one) < mostSlots) ?? Math.ceil((last - first + 1) / (mostSlots - 1));
  const begin = Math.floor(first / width);
  return Array.from({ length: Math.floor(last / width) - begin + 1 }, (_, place) => {
    const from = (begin + place) * width;
    return slotOf(from, from + width, attempts.filter((attempt) => Math.floor(Date.parse(attempt.at) / width) === begin + place));
  });
}

function statisticsOf({ items }: MessagePage): Statistics {
  const attempts = items.flatMap((message) => message.attempts);
  const times = attempts.map((attempt) => attempt.milliseconds);
  return {
    messages: items.length,
    attempts: attempts.length,
    succeeded: attempts.filter((attempt) => attempt.outcome === "succeeded").length,
    lastAt: attempts.map((attempt) => attempt.at).sort().at(-1),
    median: quantile(times, 0.5),
    slow: quantile(times, 0.95),
    slots: slotsOf(attempts),
  };
}

/** How the newest messages of an endpoint went. */
export const statisticsQuery = (portal: Portal, endpoint: string) =>
  queryOptions({
    queryKey: ["webhooks", portal.api, "statistics", endpoint],
    queryFn: async ({ signal }) => statisticsOf(await api.get<MessagePage>(`${portal.api}/messages`, { query: { endpoint, limit: looked }, signal })),
    staleTime: 5000,
  });
