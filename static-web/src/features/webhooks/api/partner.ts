import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Portal } from "./portal";
import type { PartnerEndpoint, PartnerLink, PartnerRights } from "./wire";

const kept = "interlink.partner-link";
const root = "/api/webhooks/partner";
const withLink = (ticket: string) => ({ headers: { "Interlink-Partner-Link": ticket } });

/** The ticket of the link that was opened in this tab: from the address, which keeps it no longer, so that it stays in no history and on no picture of the screen. */
export function takeTicket(hash: string): string {
  const ticket = hash.slice(1);
  if (!ticket) return sessionStorage.getItem(kept) ?? "";
  sessionStorage.setItem(kept, ticket);
  if (window.location.hash === hash) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return ticket;
}

/** The endpoint that a link leads to, and what may be done with it. */
export const partnerQuery = (ticket: string) =>
  queryOptions({
    queryKey: ["webhooks", "partner", ticket],
    queryFn: ({ signal }) => api.get<PartnerEndpoint>(root, { ...withLink(ticket), signal }),
    staleTime: 5000,
    refetchInterval: 30_000,
    retry: false,
  });

/** The pages of a partner's engineer: one endpoint, to look at, and where the link allows it to try. */
export const partnerPortal = (ticket: string, endpoint: string, rights: PartnerRights): Portal => ({
  key: `partner ${ticket}`,
  endpoint: () => `${root}/endpoints/${encodeURIComponent(endpoint)}`,
  messages: `${root}/messages`,
  eventTypes: `${root}/event-types`,
  options: withLink(ticket),
  home: "/partner",
  page: () => "/partner",
  rights: { manage: false, test: rights === "operate", replay: rights === "operate" },
});

const linksOf = (endpoint: string) => `/api/webhooks/endpoints/${encodeURIComponent(endpoint)}/links`;

export const makeLink = (endpoint: string, rights: PartnerRights, hours: number) => api.post<PartnerLink>(linksOf(endpoint), { rights, hours });
export const endLinks = (endpoint: string) => api.delete(linksOf(endpoint));
