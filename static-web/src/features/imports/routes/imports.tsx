import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { importsQuery } from "@/api/operations";
import type { ImportSummary } from "@/api/types";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
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

function PastImport({ item }: { item: ImportSummary }) {
  const { t, format } = useTexts();
  const sum = totals(item.counts);
  return (
    <li className="past">
      <div className="grow stack-s">
        <Link className="past-name" to={`/import/${item.operationId}`}>{item.source}</Link>
        <p className="small soft">{format.moment(item.startedAt)} · {t("imports.operation.doneSummary", sum)}</p>
      </div>
      {sum.rejected > 0 && <span className="tag">{t("imports.past.withRejected", { count: sum.rejected })}</span>}
      {!item.finishedAt && <span className="tag">{t("imports.operations.statuses.running")}</span>}
    </li>
  );
}
