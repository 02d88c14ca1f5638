import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { auditHeadQuery, auditQuery, exportAddress, filterNames, type AuditFilters } from "../api/audit";
import { AuditFilter } from "../components/audit-filter";
import { AuditRow } from "../components/audit-row";
import { Verification } from "../components/verification";
import "../audit.css";

/** Who did what in the tenant, for auditors: to be searched, verified and taken away. */
export default function Audit() {
  const { t } = useTexts();
  const [params, setParams] = useSearchParams();
  const filters: AuditFilters = Object.fromEntries(filterNames.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])));
  const filtered = Object.keys(filters).length > 0;
  const query = useInfiniteQuery(auditQuery(filters));
  const head = useQuery(auditHeadQuery);
  const choose = (next: AuditFilters) => setParams(new URLSearchParams(filterNames.flatMap((name) => (next[name] ? [[name, next[name]]] : []))), { replace: true });
  return (
    <>
      <PageHead title={t("audit.title")} lead={t("audit.lead")} back={{ to: "/administration", label: t("administration.title") }}
        action={
          <span className="row">
            <ButtonAnchor small href={exportAddress("jsonl", filters)} download>{t("audit.export.jsonl")}</ButtonAnchor>
            <ButtonAnchor small href={exportAddress("csv", filters)} download>{t("audit.export.csv")}</ButtonAnchor>
          </span>
        } />
      <div className="stack">
        <Verification />
        <section className="stack-s" aria-labelledby="audit-entries">
          <h2 id="audit-entries">{t("audit.entries")}</h2>
          <Loading query={query}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              const last = pages.at(-1);
              if (!filtered && last?.entries === 0) return <EmptyState title={t("audit.empty.title")}><p>{t("audit.empty.text")}</p></EmptyState>;
              return (
                <div className="stack-s">
                  <AuditFilter actions={head.data?.actions ?? []} filters={filters} onChange={choose} />
                  {items.length === 0 && !query.hasNextPage && <p role="status">{t("audit.none")}</p>}
                  {items.length > 0 && <ul className="rows">{items.map((entry) => <AuditRow key={entry.sequence} entry={entry} onFilter={choose} />)}</ul>}
                  <div className="pager">
                    <p role="status" className="numbers">{t("audit.shown", { shown: items.length, total: last?.entries ?? 0 })}</p>
                    {query.hasNextPage && <Button working={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t("audit.older")}</Button>}
                  </div>
                </div>
              );
            }}
          </Loading>
        </section>
      </div>
    </>
  );
}
