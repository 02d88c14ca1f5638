import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { interlinkersQuery } from "@/api/catalogue";
import { isCurator, meQuery } from "@/api/session";
import type { FacetName, InterlinkerListing } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { AddStarterCatalogue } from "@/components/ui/starter-catalogue";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { filterCount, readFilters, replaced, sorts, toggled } from "../api/filters";
import { useSearchText } from "../api/use-search";
import { FilterChips, Filters } from "../components/filters";
import { InterlinkerCard } from "../components/interlinker-card";
import { CatalogueTabs } from "../components/tabs";
import "../catalogue.css";

/** The catalogue: search, filters with numbers, cards. */
export default function Interlinkers() {
  const { t, language } = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const { typed, setTyped, text } = useSearchText();
  const filters = readFilters(parameters);
  const query = useInfiniteQuery(interlinkersQuery(language, filters));
  const onToggle = (name: FacetName, value: string) => setParameters((now) => toggled(now, name, value), { replace: true });
  const onClear = () => setParameters((now) => new URLSearchParams([...now].filter(([name]) => name === "text" || name === "sort")), { replace: true });
  const sort = filters.sort ?? "title";
  return (
    <>
      <PageHead title={t("catalogue.title")} lead={t("catalogue.interlinkers.intro")} />
      <CatalogueTabs />
      <Loading query={query}>
        {({ pages }) => {
          const facets = pages[0]?.facets ?? ({} as InterlinkerListing["facets"]);
          const controls = { facets, filters, onToggle, onClear };
          const pure = pages[0]?.total === 0 && !text && filterCount(filters) === 0;
          if (pure) return <Bare />;
          return (
            <div className="catalogue">
              <div className="catalogue-side">
                <SearchField label={t("catalogue.interlinkers.search")} value={typed} onChange={setTyped} />
                <Filters {...controls} />
              </div>
              <div className="grow" aria-busy={query.isPlaceholderData}>
                <div className="list-head">
                  <p role="status"><strong>{t("catalogue.interlinkers.found", { count: pages[0]?.total ?? 0 })}</strong></p>
                  <InlineSelect label={t("shell.list.sort")} value={sort} onChange={(value) => setParameters((now) => replaced(now, "sort", value), { replace: true })}
                    options={[...(text ? ["relevance" as const] : []), ...sorts].map((value) => ({ value, label: t(`catalogue.sort.${value}`) }))} />
                </div>
                <FilterChips {...controls} />
                <Results pages={pages} query={query} onClear={() => { setTyped(""); setParameters({}, { replace: true }); }} />
              </div>
            </div>
          );
        }}
      </Loading>
    </>
  );
}

type ResultsProps = { pages: InterlinkerListing[]; query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown; isPlaceholderData: boolean }; onClear: () => void };

function Results({ pages, query, onClear }: ResultsProps) {
  const { t } = useTexts();
  const items = pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState title={t("catalogue.interlinkers.emptyTitle")} actions={<Button onPress={onClear}>{t("shell.list.clearAll")}</Button>}>
        <p>{t("catalogue.interlinkers.emptyText")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={query.isPlaceholderData ? "cards cards-old" : "cards"}>{items.map((item) => <InterlinkerCard key={item.id} interlinker={item} />)}</ul>
      <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={query} />
    </>
  );
}

function Bare() {
  const { t } = useTexts();
  const me = useQuery(meQuery).data;
  return (
    <EmptyState title={t("catalogue.interlinkers.noneTitle")} actions={isCurator(me) && <><AddStarterCatalogue /><ButtonLink to="/import">{t("catalogue.interlinkers.import")}</ButtonLink></>}>
      <p>{t("catalogue.interlinkers.noneText")}</p>
    </EmptyState>
  );
}
