import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "react-router";
import { PageHead, Tabs } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { endpointQuery } from "../api/endpoints";
import { administration as portal } from "../api/portal";
import { EndpointStatus } from "../components/status";
import { hostOf, nameOf } from "../components/words";
import "../webhooks.css";

/** One endpoint: its head, and the pages below it; of one that was removed, only what is left of it. */
export default function EndpointPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(endpointQuery(id));
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
              { to: portal.page(id), label: t("webhooks.tabs.overview"), end: true },
              { to: `${portal.page(id)}/messages`, label: t("webhooks.tabs.messages") },
              ...(endpoint.state === "deleted" ? [] : [
                { to: `${portal.page(id)}/secrets`, label: t("webhooks.tabs.secrets") },
                { to: `${portal.page(id)}/partner`, label: t("webhooks.tabs.partner") },
                { to: `${portal.page(id)}/settings`, label: t("webhooks.tabs.settings") },
              ]),
            ]} />
            <Outlet context={endpoint} />
          </>
        )}
      </Loading>
    </>
  );
}
