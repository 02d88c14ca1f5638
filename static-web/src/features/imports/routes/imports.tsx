import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { catalogueSizeQuery } from "@/api/catalogue";
import { importsQuery } from "@/api/operations";
import type { ImportSummary } from "@/api/types";
import { failureText } from "@/components/ui/operation-words";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { AddStarterCatalogue } from "@/components/ui/starter-catalogue";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { totals } from "../api/totals";
import { SourcePicker } from "../components/source-picker";
import "../imports.css";

/** Where curators bring in a catalogue, and find what they brought in before. */
export default function Imports() {
  const { t } = useTexts();
  const past = useInfiniteQuery(importsQuery);
  return (
    <div className="stack-l">
      <div>
        <PageHead title={t("imports.title")} lead={t("imports.intro")} />
        <SourcePicker />
      </div>
      <Starter />
      <section className="stack">
        <h2>{t("imports.past.title")}</h2>
        <Loading query={past} lines={3}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <p className="soft">{t("imports.past.empty")}</p>;
            return (
              <>
                <ul className="rows">{items.map((item) => <PastImport key={item.operationId} item={item} />)}</ul>
                <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={past} />
              </>
            );
          }}
        </Loading>
      </section>
    </div>
  );
}

/** While there is nothing yet: something to begin with. */
function Starter() {
  const { t } = useTexts();
  const size = useQuery(catalogueSizeQuery);
  if (size.data !== 0) return null;
  return (
    <section className="callout stack-s measure">
      <h2>{t("shell.starter.title")}</h2>
      <p>{t("shell.starter.text")}</p>
      <div className="row"><AddStarterCatalogue tone="plain" /></div>
    </section>
  );
}

function PastImport({ item }: { item: ImportSummary }) {
  const { t, format } = useTexts();
  const sum = totals(item.counts);
  const nothing = sum.created + sum.updated + sum.unchanged + sum.rejected === 0;
  const outcome = item.error ? failureText(item.error.type, t) : undefined;
  return (
    <li className="past">
      <div className="grow stack-s">
        <Link className="past-name" to={`/import/${item.operationId}`}>{item.source}</Link>
        <p className="small soft">{format.moment(item.startedAt)}{item.finishedAt && !(item.error && nothing) && ` · ${t("imports.operation.doneSummary", sum)}`}</p>
        {item.error && <p className="small measure">{outcome ?? <span lang="en">{item.error.detail}</span>}</p>}
      </div>
      {sum.rejected > 0 && <span className="tag">{t("imports.past.withRejected", { count: sum.rejected })}</span>}
      {item.error && <span className={item.error.type === "import-canceled" ? "tag" : "tag outcome-rejected"}>{item.error.type === "import-canceled" ? t("imports.past.canceled") : t("imports.past.failed")}</span>}
      {!item.finishedAt && <span className="tag outcome-updated">{t("imports.past.running")}</span>}
    </li>
  );
}
