import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { eventMatches, eventNounText, eventText } from "@/components/ui/event-words";
import { SearchField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { eventTypesQuery } from "../api/endpoints";
import { usePortal } from "../api/portal";
import { groupsOf } from "../components/events-field";
import { pathOf } from "../components/words";
import "../webhooks.css";

/** Everything that an endpoint can be told, by what it is about. */
export default function EventTypes() {
  const { t } = useTexts();
  const portal = usePortal();
  const query = useQuery(eventTypesQuery(portal));
  const [text, setText] = useState("");
  return (
    <>
      <PageHead title={t("webhooks.events.title")} lead={t("webhooks.events.lead")} back={{ to: portal.home, label: t("webhooks.title") }}>
        <p><a href="/api/asyncapi.json">{t("webhooks.events.asyncApi")}</a></p>
      </PageHead>
      <Loading query={query}>
        {(types) => {
          const found = types.filter((one) => eventMatches(one.type, text, t));
          return (
            <div className="stack">
              <SearchField label={t("webhooks.events.search")} value={text} onChange={setText} />
              <p role="status" className="small soft numbers">{t("webhooks.events.count", { count: found.length })}</p>
              {groupsOf(found).map(([noun, group]) => (
                <section key={noun} className="stack-s" aria-labelledby={`events-${noun}`}>
                  <h2 id={`events-${noun}`}>{eventNounText(noun, t)}</h2>
                  <ul className="rows">
                    {group.map((one) => (
                      <li key={one.type} className="webhook-type">
                        <Link to={`${portal.home}/events/${pathOf(one.type)}`}><code>{one.type}</code></Link>
                        <p className="small">{eventText(one.type, t)}</p>
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          );
        }}
      </Loading>
    </>
  );
}
