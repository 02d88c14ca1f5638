import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Outlet, useLocation } from "react-router";
import { isProblem } from "@/api/problem";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { partnerPortal, partnerQuery, takeTicket } from "../api/partner";
import { PortalProvider } from "../api/portal";
import type { Endpoint, PartnerAccess } from "../api/wire";
import "../webhooks.css";

/** Opens the link of a partner's engineer, who has no account: all pages below show one endpoint, and nothing else. */
export default function Partner() {
  const { t } = useTexts();
  const { hash } = useLocation();
  const ticket = useMemo(() => takeTicket(hash), [hash]);
  const query = useQuery({ ...partnerQuery(ticket), enabled: ticket !== "" });
  const over = ticket === "" || isProblem(query.error, 404);
  return (
    <>
      {(over || !query.data) && <PageHead title={t("webhooks.title")} />}
      {over ? <EmptyState title={t("webhooks.partner.over")}><p role="status">{t("webhooks.partner.overText")}</p></EmptyState>
        : <Loading query={query}>{(opened) => <Opened opened={opened} ticket={ticket} />}</Loading>}
    </>
  );
}

function Opened({ opened: { endpoint, rights, expiresAt }, ticket }: { opened: Omit<PartnerAccess, "endpoint"> & { endpoint: Endpoint }; ticket: string }) {
  const { t, format } = useTexts();
  const { id } = endpoint;
  const portal = useMemo(() => partnerPortal(ticket, id, rights), [ticket, id, rights]);
  return (
    <PortalProvider value={portal}>
      <p className="callout small webhook-guest">{t("webhooks.partner.guest", { rights: t(`webhooks.partner.${rights}`), when: format.moment(expiresAt) })}</p>
      <Outlet context={endpoint} />
    </PortalProvider>
  );
}
