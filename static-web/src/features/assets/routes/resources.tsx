import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { assetsQuery, guideQuery } from "@/api/processes";
import { ButtonLink } from "@/components/ui/button";
import { useTitle } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { AssetRow } from "../components/asset-row";
import "../assets.css";

/** All files and links of a process. */
export default function Resources() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  const assets = useInfiniteQuery(assetsQuery(id, language));
  const guide = useQuery(guideQuery(id, language));
  useTitle(guide.data && `${t("processes.tabs.resources")} – ${guide.data.process.name}`);
  const places = new Map(guide.data?.items.map((item) => [item.id, item]));
  return (
    <Loading query={assets}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) {
          return (
            <EmptyState title={t("assets.emptyTitle")} actions={<ButtonLink tone="primary" to={`/processes/${id}/guide`}>{t("assets.toGuide")}</ButtonLink>}>
              <p>{t("assets.emptyText")}</p>
            </EmptyState>
          );
        }
        return (
          <section className="stack">
            <div><h2>{t("assets.title")}</h2><p className="soft">{t("assets.intro")}</p></div>
            <ul className="rows">
              {items.map((asset) => (
                <AssetRow key={asset.id} process={id} asset={asset} rights={places.get(asset.item)?.rights}
                  place={places.has(asset.item) && <>{t("assets.task")}: <Link to={`/processes/${id}/guide/${asset.item}`}>{places.get(asset.item)?.name}</Link></>} />
              ))}
            </ul>
            <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={assets} />
          </section>
        );
      }}
    </Loading>
  );
}
