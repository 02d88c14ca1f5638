import { QueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { connection } from "@/lib/connection";

/** The client itself repeats what can be repeated; here only freshness is decided. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 15_000, gcTime: 10 * 60_000, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** Knocks at the door while nobody answers, and brings every page up to date when somebody does. */
export function followConnection(client: QueryClient): () => void {
  let knocking: ReturnType<typeof setTimeout> | undefined;
  let wait = 2000;
  const knock = () => {
    knocking = setTimeout(() => {
      wait = Math.min(wait * 1.5, 30_000);
      void api.get("/api/health").catch(() => undefined).finally(() => {
        if (connection.get() === "unreachable") knock();
      });
    }, wait);
  };
  const stop = connection.subscribe(() => {
    clearTimeout(knocking);
    if (connection.get() === "unreachable") knock();
    if (connection.get() === "restored") {
      wait = 2000;
      void client.refetchQueries({ type: "active" });
    }
  });
  return () => {
    clearTimeout(knocking);
    stop();
  };
}
