import { Link, Outlet } from "react-router";
import { PageHead, Tabs } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import { EndpointStatus } from "../components/status";
import { useSeenEndpoint } from "../components/use-endpoint";
import { hostOf, nameOf } from "../components/words";

/** The endpoint of a partner: its head, and the pages below it. */
export default function PartnerEndpointPage() {
  const { t } = useTexts();
  const endpoint = useSeenEndpoint();
  return (
    <>
      <PageHead title={nameOf(endpoint)}>
        <div className="row"><EndpointStatus state={endpoint.state} /><span className="soft small"><bdi>{hostOf(endpoint.url)}</bdi></span></div>
        <p><Link to="/partner/events">{t("webhooks.list.catalogue")}</Link></p>
      </PageHead>
      <Tabs label={nameOf(endpoint)} tabs={[
        { to: "/partner", label: t("webhooks.tabs.overview"), end: true },
        { to: "/partner/messages", label: t("webhooks.tabs.messages") },
        { to: "/partner/settings", label: t("webhooks.tabs.settings") },
      ]} />
      <Outlet context={endpoint} />
    </>
  );
}
