import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { assetsQuery, itemQuery } from "@/api/processes";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Pager } from "@/components/ui/pager";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { AssetRow } from "./asset-row";
import { LinkDialog } from "./link-dialog";
import "../assets.css";

/** The files and links of one task, as far as the reader may see them, and the way to add a link. */
export default function TaskResources({ process, item }: { process: string; item: string }) {
  const { t, language } = useTexts();
  const [adding, setAdding] = useState(false);
  const rights = useQuery(itemQuery(process, item, language)).data?.rights;
  const query = useInfiniteQuery({ ...assetsQuery(process, language, item), enabled: rights?.accessAssets === true });
  return (
    <section className="stack-s">
      <div className="row-apart">
        <h3>{t("assets.ofTask")}</h3>
        {rights?.createAssets && <Button small onPress={() => setAdding(true)}><Icon name="plus" size={16} />{t("assets.addLink")}</Button>}
      </div>
      {rights?.accessAssets === false ? <p className="soft asset-none">{t("assets.notShown")}</p> : <Loading query={query} lines={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p className="soft asset-none">{t("assets.emptyTask")}</p>;
          return (
            <>
              <ul className="rows">{items.map((asset) => <AssetRow key={asset.id} process={process} asset={asset} rights={rights} />)}</ul>
              {query.hasNextPage && <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={query} />}
            </>
          );
        }}
      </Loading>}
      {adding && <LinkDialog process={process} item={item} onClose={() => setAdding(false)} />}
    </section>
  );
}
