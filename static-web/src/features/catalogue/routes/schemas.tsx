import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { schemasQuery } from "@/api/catalogue";
import type { SchemaSummary } from "@/api/types";
import { SearchField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { LanguageMark } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { useSearchText } from "../api/use-search";
import { CatalogueTabs } from "../components/tabs";
import "../catalogue.css";

/** The schemas that a process can be built from. */
export default function Schemas() {
  const { t, language } = useTexts();
  const { typed, setTyped, text } = useSearchText();
  const query = useInfiniteQuery(schemasQuery(language, text));
  return (
    <>
      <PageHead title={t("catalogue.schemas.title")} lead={t("catalogue.schemas.intro")} />
      <CatalogueTabs />
      <div className="catalogue-search"><SearchField label={t("catalogue.schemas.search")} value={typed} onChange={setTyped} /></div>
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t("catalogue.schemas.emptyTitle")}><p>{t("catalogue.schemas.emptyText")}</p></EmptyState>;
          return (
            <>
              <ul className="cards cards-wide">{items.map((item) => <SchemaCard key={item.id} schema={item} />)}</ul>
              <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={query} />
            </>
          );
        }}
      </Loading>
    </>
  );
}

function SchemaCard({ schema }: { schema: SchemaSummary }) {
  const { t } = useTexts();
  const { name, description } = schema;
  return (
    <li className="card card-link stack-s">
      <h2><Link to={`/catalogue/schemas/${encodeURIComponent(schema.id)}`} lang={name.fallback ? name.language : undefined}>{name.text}</Link></h2>
      {name.fallback && <p><LanguageMark language={name.language} /></p>}
      {description && <p className="soft clamp" lang={description.fallback ? description.language : undefined}>{description.text}</p>}
      <p className="small">{t("catalogue.schemas.counts", schema.counts)}</p>
      {schema.author && <p className="small soft">{t("catalogue.schemas.author", { author: schema.author })}</p>}
    </li>
  );
}
