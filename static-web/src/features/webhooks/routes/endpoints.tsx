import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { endpointsQuery, removedQuery } from "../api/endpoints";
import type { Endpoint } from "../api/wire";
import { EndpointStatus } from "../components/status";
import { hostOf, nameOf } from "../components/words";
import "../webhooks.css";

/** Everything outside that is told what happens here, and how well that goes. */
export default function Endpoints() {
  const { t, format } = useTexts();
  const query = useQuery(endpointsQuery);
  const create = <ButtonLink tone="primary" to="/administration/webhooks/new">{t("webhooks.list.create")}</ButtonLink>;
  const catalogue = <Link to="/administration/webhooks/events">{t("webhooks.list.catalogue")}</Link>;
  return (
    <>
      <PageHead title={t("webhooks.title")} lead={t("webhooks.lead")} back={{ to: "/administration", label: t("administration.title") }} action={query.data?.items.length ? create : undefined}>
        <p>{catalogue}</p>
      </PageHead>
      <Loading query={query}>
        {({ items }) => (items.length === 0 ? (
          <EmptyState title={t("webhooks.empty.title")} actions={create}>
            <p>{t("webhooks.empty.what")}</p>
            <p>{t("webhooks.empty.try")}</p>
          </EmptyState>
        ) : (
          <section className="stack-s" aria-label={t("webhooks.title")}>
            <ul className="rows">{items.map((endpoint) => <Row key={endpoint.id} endpoint={endpoint} />)}</ul>
            <p className="small soft numbers">{t("webhooks.list.count", { count: items.length, most: format.number(50) })}</p>
          </section>
        ))}
      </Loading>
      <Removed />
    </>
  );
}

function Row({ endpoint }: { endpoint: Endpoint }) {
  const { t, format } = useTexts();
  const { lastTakenAt, failingSince } = endpoint;
  const went = failingSince ? t("webhooks.list.failing", { when: format.ago(failingSince) }) : lastTakenAt ? t("webhooks.list.took", { when: format.ago(lastTakenAt) }) : t("webhooks.list.untried");
  return (
    <li className="webhook-row">
      <EndpointStatus state={endpoint.state} />
      <div className="webhook-what">
        <Link className="webhook-name" to={`/administration/webhooks/${endpoint.id}`}>{nameOf(endpoint)}</Link>
        <p className="small soft"><bdi>{hostOf(endpoint.url)}</bdi></p>
      </div>
      <p className="small numbers webhook-went">{went}</p>
    </li>
  );
}

/** Endpoints of which only the log is left. */
function Removed() {
  const { t } = useTexts();
  const items = useQuery(removedQuery).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <details>
      <summary>{t("webhooks.list.removed")}</summary>
      <ul className="rows">
        {items.map((endpoint) => (
          <li key={endpoint.id} className="webhook-row">
            <EndpointStatus state={endpoint.state} />
            <Link className="webhook-name" to={`/administration/webhooks/${endpoint.id}`}>{nameOf(endpoint)}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
