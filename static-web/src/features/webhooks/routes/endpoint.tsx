import { useQuery } from "@tanstack/react-query";
import { Outlet, useOutletContext, useParams } from "react-router";
import type { Tagged } from "@/api/client";
import { PageHead, Tabs } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { endpointQuery } from "../api/endpoints";
import { usePortal } from "../api/portal";
import type { Endpoint } from "../api/wire";
import { EndpointStatus } from "../components/status";
import { hostOf, nameOf } from "../components/words";
import "../webhooks.css";

/** The endpoint that the pages below its head are about. */
export const useEndpoint = () => useOutletContext<Tagged<Endpoint>>();

/** One endpoint: its head, and the pages below it. */
export default function EndpointPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const portal = usePortal();
  const query = useQuery(endpointQuery(portal, id));
  const back = { to: portal.home, label: t("webhooks.title") };
  return (
    <>
      {!query.data && <PageHead title={t("webhooks.endpoint")} back={back} />}
      <Loading query={query}>
        {(endpoint) => (
          <>
            <PageHead title={nameOf(endpoint)} back={back}>
              <div className="row"><EndpointStatus state={endpoint.state} /><span className="soft small"><bdi>{hostOf(endpoint.url)}</bdi></span></div>
            </PageHead>
            <Tabs label={nameOf(endpoint)} tabs={[
              { to: `${portal.home}/${id}`, label: t("webhooks.tabs.overview"), end: true },
              { to: `${portal.home}/${id}/messages`, label: t("webhooks.tabs.messages") },
              { to: `${portal.home}/${id}/secrets`, label: t("webhooks.tabs.secrets") },
              { to: `${portal.home}/${id}/settings`, label: t("webhooks.tabs.settings") },
            ]} />
            <Outlet context={endpoint} />
          </>
        )}
      </Loading>
    </>
  );
}
