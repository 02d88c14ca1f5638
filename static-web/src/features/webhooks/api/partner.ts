import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Portal } from "./portal";
import type { Endpoint, PartnerAccess, PartnerLink, PartnerRights } from "./wire";

const kept = "interlink.partner-link";
const root = "/api/webhooks/partner";
const pathOf = (endpoint: string) => `${root}/endpoints/${encodeURIComponent(endpoint)}`;
const withLink = (ticket: string) => ({ headers: { "Interlink-Partner-Link": ticket } });

/** The ticket of the link that was opened in this tab: from the address, which keeps it no longer, so that it stays in no history and on no picture of the screen. */
export function takeTicket(hash: string): string {
  const ticket = hash.slice(1);
  if (!ticket) return sessionStorage.getItem(kept) ?? "";
  sessionStorage.setItem(kept, ticket);
  if (window.location.hash === hash) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return ticket;
}

/** What a link leads to: the endpoint without its contact and its secrets, what may be done with it, and until when. */
export const partnerQuery = (ticket: string) =>
  queryOptions({
    queryKey: ["webhooks", "partner", ticket],
    queryFn: async ({ signal }) => {
      const access = await api.get<PartnerAccess>(root, { ...withLink(ticket), signal });
      return { ...access, endpoint: await api.get<Endpoint>(pathOf(access.endpoint), { ...withLink(ticket), signal }) };
    },
    staleTime: 5000,
    refetchInterval: 30_000,
    retry: false,
  });

/** The pages of a partner's engineer: one endpoint, to look at, and where the link allows it to try. */
export const partnerPortal = (ticket: string, endpoint: string, rights: PartnerRights): Portal => ({
  key: `partner ${ticket}`,
  endpoint: () => pathOf(endpoint),
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
