import { createContext, useContext } from "react";
import type { RequestOptions } from "@/api/client";

/** What whoever looks may do with an endpoint. */
export type Rights = { manage: boolean; test: boolean; replay: boolean };

/** From where an endpoint is looked at: where the API answers, where the pages stand, and what may be done. */
export type Portal = {
  /** Keeps apart what is remembered for one and for another. */
  key: string;
  endpoint: (id: string) => string;
  messages: string;
  eventTypes: string;
  /** Sent with every request. */
  options: Pick<RequestOptions, "headers">;
  /** The page that leads to all of these, and the page of an endpoint. */
  home: string;
  page: (id: string) => string;
  rights: Rights;
};

/** The pages of a tenant's administrator. */
export const administration: Portal = {
  key: "administration",
  endpoint: (id) => `/api/webhooks/endpoints/${encodeURIComponent(id)}`,
  messages: "/api/webhooks/messages",
  eventTypes: "/api/events/types",
  options: {},
  home: "/administration/webhooks",
  page: (id) => `/administration/webhooks/${id}`,
  rights: { manage: true, test: true, replay: true },
};

const PortalContext = createContext<Portal>(administration);
export const PortalProvider = PortalContext.Provider;

/** From where this page is looked at; an administrator's where nothing else is said. */
export const usePortal = () => useContext(PortalContext);
