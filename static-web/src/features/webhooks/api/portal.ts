import { createContext, useContext } from "react";

/** What whoever looks may do with endpoints. */
export type Rights = { manage: boolean; secrets: boolean; test: boolean; replay: boolean };

/** From where the pages are looked at: where the API answers, where the pages stand, and what may be done. */
export type Portal = { api: string; home: string; rights: Rights };

/** The pages of a tenant's administrator. */
export const administration: Portal = {
  api: "/api/webhooks",
  home: "/administration/webhooks",
  rights: { manage: true, secrets: true, test: true, replay: true },
};

const PortalContext = createContext<Portal>(administration);
export const PortalProvider = PortalContext.Provider;

/** From where this page is looked at; an administrator's where nothing else is said. */
export const usePortal = () => useContext(PortalContext);
