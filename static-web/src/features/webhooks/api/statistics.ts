import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Portal } from "./portal";
import type { Statistics } from "./wire";

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
