import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { operationsQuery } from "@/api/operations";
import type { OperationFilters, OperationState } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useAnnouncements } from "../api/use-announcements";
import { OperationRow } from "../components/operation-row";
import { StateFilter } from "../components/state-filter";
import "../operations.css";

const states: readonly string[] = ["running", "failed", "succeeded", "canceled"] satisfies OperationState[];
const isState = (word: string): word is OperationState => states.includes(word);

/** All long work of the tenant: what runs, what failed, what is done. */
export default function Operations() {
  const { t } = useTexts();
  const [address, setAddress] = useSearchParams();
  const filters: OperationFilters = { status: address.getAll("status").filter(isState), kind: address.getAll("kind") };
  const query = useInfiniteQuery(operationsQuery(filters));
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  useAnnouncements(items);
  const filtered = filters.status.length + filters.kind.length > 0;
  const choose = ({ status, kind }: OperationFilters) =>
    setAddress(new URLSearchParams([...status.map((one) => ["status", one]), ...kind.map((one) => ["kind", one])]), { replace: true });
  return (
    <>
      <PageHead title={t("operations.title")} lead={t("operations.intro")} />
      <Loading query={query}>
        {({ pages: [first] }) => {
          if (!first || (items.length === 0 && !filtered)) {
            return <EmptyState title={t("operations.empty.title")} actions={<ButtonLink to="/import">{t("operations.empty.action")}</ButtonLink>}><p>{t("operations.empty.text")}</p></EmptyState>;
          }
          return (
            <div className="stack">
              <StateFilter facets={first.facets} filters={filters} onChange={choose} />
              {items.length === 0 && (
                <div className="stack-s" role="status">
                  <p>{t("operations.none")}</p>
                  <div><Button small onPress={() => choose({ status: [], kind: [] })}>{t("shell.list.clearAll")}</Button></div>
                </div>
              )}
              {items.length > 0 && <ul className="rows">{items.map((operation) => <OperationRow key={operation.id} operation={operation} />)}</ul>}
              <Pager shown={items.length} total={first.total} pages={query} />
            </div>
          );
        }}
      </Loading>
    </>
  );
}
