import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { isProblem } from "@/api/problem";
import type { Me } from "@/api/types";
import { showTimesIn } from "@/lib/format";

/** Who is signed in and has an account; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await api.get<Me>("/api/me", { signal });
      showTimesIn(me.timeZone);
      return me;
    } catch (error) {
      if (isProblem(error, 401) || isProblem(error, 403)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const isCurator = (me: Me | null | undefined) => !!me?.scopes.some((scope) => scope === "curator" || scope === "administrator");
export const isAuditor = (me: Me | null | undefined) => !!me?.scopes.some((scope) => scope === "auditor" || scope === "administrator");
export const isAdministrator = (me: Me | null | undefined) => !!me?.scopes.includes("administrator");
