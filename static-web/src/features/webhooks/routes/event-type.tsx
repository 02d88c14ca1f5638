import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { eventTypesQuery } from "../api/endpoints";
import { usePortal } from "../api/portal";
import type { EventType } from "../api/wire";
import { typeOf } from "../components/words";
import { Code, pretty } from "../components/code";
import "../webhooks.css";

/** One event type: when it is told, what it says, and an example. */
export default function EventTypePage() {
  const { t } = useTexts();
  const type = typeOf(useParams()["*"] ?? "");
  const portal = usePortal();
  const query = useQuery(eventTypesQuery(portal));
  const found = query.data?.find((one) => one.type === type);
  return (
    <>
      <PageHead title={type} back={{ to: `${portal.home}/events`, label: t("webhooks.events.title") }} lead={found && <span lang="en">{found.description}</span>} />
      <Loading query={query}>{() => (found ? <Sheet type={found} /> : <EmptyState title={t("webhooks.events.unknown")}><p>{t("webhooks.events.unknownText")}</p></EmptyState>)}</Loading>
    </>
  );
}

function Sheet({ type }: { type: EventType }) {
  const { t, format } = useTexts();
  return (
    <div className="stack-l">
      <div className="stack-s">
        <p><span className="tag">{t("webhooks.events.version", { version: format.number(type.version) })}</span></p>
        {type.operational && <p className="callout measure">{t("webhooks.events.operational")}</p>}
      </div>
      <section className="stack" aria-labelledby="type-example">
        <h2 id="type-example">{t("webhooks.events.example")}</h2>
        <Code text={pretty(type.example)} label={t("webhooks.events.example")} />
      </section>
      <section className="stack" aria-labelledby="type-schema">
        <h2 id="type-schema">{t("webhooks.events.schema")}</h2>
        <p className="measure soft">{t("webhooks.events.schemaText")}</p>
        <Code text={pretty(type.schema)} label={t("webhooks.events.schema")} />
      </section>
    </div>
  );
}
