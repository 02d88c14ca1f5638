import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { ButtonAnchor } from "@/components/ui/button";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { exportPath, messagesQuery, messageStates, type MessageFilters } from "../api/messages";
import { usePortal } from "../api/portal";
import { LogFilter } from "./log-filter";
import { MessageRow } from "./message-row";

/** The messages of an endpoint, filtered as the address of the page says. */
export function MessageLog({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const portal = usePortal();
  const [params, setParams] = useSearchParams();
  const filters: MessageFilters = {
    state: messageStates.filter((state) => params.getAll("state").includes(state)),
    type: params.get("type") ?? "",
    since: params.get("since") ?? "",
    until: params.get("until") ?? "",
  };
  const choose = ({ state, ...others }: MessageFilters) =>
    setParams(new URLSearchParams([...state.map((one) => ["state", one]), ...Object.entries(others).filter(([, value]) => value)]), { replace: true });
  const filtered = filters.state.length > 0 || filters.type !== "" || filters.since !== "" || filters.until !== "";
  const query = useInfiniteQuery(messagesQuery(portal, endpoint, filters));
  const empty = !filtered && !query.isPlaceholderData && query.data?.pages[0]?.total === 0;
  return (
    <section className="stack" aria-label={t("webhooks.tabs.messages")}>
      {!empty && <LogFilter endpoint={endpoint} filters={filters} onChange={choose} />}
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const total = pages[0]?.total ?? 0;
          if (empty) return <EmptyState title={t("webhooks.log.empty")}><p>{t("webhooks.log.emptyText")}</p></EmptyState>;
          return (
            <>
              {total === 0 && <p role="status">{t("webhooks.log.none")}</p>}
              {items.length > 0 && <ul className="rows">{items.map((message) => <MessageRow key={message.id} message={message} />)}</ul>}
              <Pager shown={items.length} total={total} pages={query} />
              {portal.rights.manage && total > 0 && <div><ButtonAnchor small href={exportPath(endpoint, filters)} download>{t("webhooks.log.csv")}</ButtonAnchor></div>}
            </>
          );
        }}
      </Loading>
    </section>
  );
}
