import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { filterNames, type AuditFilters, type AuditPage } from "../api/audit";
import { AuditFilter } from "./audit-filter";
import { AuditRow } from "./audit-row";

/** What is looked for, kept in the address, and the way to change it. */
export function useAuditFilters(): [AuditFilters, (next: AuditFilters) => void] {
  const [params, setParams] = useSearchParams();
  const filters: AuditFilters = Object.fromEntries(filterNames.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : [])));
  return [filters, (next) => setParams(new URLSearchParams(filterNames.flatMap((name) => (next[name] ? [[name, next[name]]] : []))), { replace: true })];
}

type ListProps = { query: UseInfiniteQueryResult<InfiniteData<AuditPage>>; actions: string[]; filters: AuditFilters; onChange: (filters: AuditFilters) => void; empty: string };

/** Entries that match, the latest first, and the way further back. */
export function AuditList({ query, actions, filters, onChange, empty }: ListProps) {
  const { t } = useTexts();
  const filtered = Object.keys(filters).length > 0;
  return (
    <Loading query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const last = pages.at(-1);
        if (!filtered && last?.entries === 0) return <EmptyState title={empty}><p>{t("audit.empty.text")}</p></EmptyState>;
        return (
          <div className="stack-s">
            <AuditFilter actions={actions} filters={filters} onChange={onChange} />
            {items.length === 0 && !query.hasNextPage && <p role="status">{t("audit.none")}</p>}
            {items.length > 0 && <ul className="rows">{items.map((entry) => <AuditRow key={entry.sequence} entry={entry} onFilter={onChange} />)}</ul>}
            <div className="pager">
              <p role="status" className="numbers">{t("audit.shown", { shown: items.length, total: last?.entries ?? 0 })}</p>
              {query.hasNextPage && <Button working={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t("audit.older")}</Button>}
            </div>
          </div>
        );
      }}
    </Loading>
  );
}
