import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";

/** Pictures of an Interlinker; each can be seen large, with a way to the next. */
export function Gallery({ snapshots }: { snapshots: { url: string; name: string }[] }) {
  const { t } = useTexts();
  const [large, setLarge] = useState<number>();
  const total = snapshots.length;
  const shown = large === undefined ? undefined : snapshots[large];
  return (
    <>
      <ul className="gallery">
        {snapshots.map((snapshot, index) => (
          <li key={snapshot.url}>
            <button type="button" aria-label={t("catalogue.entry.enlarge", { number: index + 1 })} onClick={() => setLarge(index)}>
              <img src={snapshot.url} alt={t("catalogue.entry.snapshot", { number: index + 1, total })} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {shown && large !== undefined && (
        <Dialog title={t("catalogue.entry.snapshot", { number: large + 1, total })} open wide onClose={() => setLarge(undefined)}>
          <img src={shown.url} alt={shown.name} className="gallery-large" />
          <div className="row-apart">
            <div className="row">
              <Button square aria-label={t("catalogue.entry.enlarge", { number: large || total })} isDisabled={total < 2} onPress={() => setLarge((large + total - 1) % total)}><Icon name="back" /></Button>
              <Button square aria-label={t("catalogue.entry.enlarge", { number: ((large + 1) % total) + 1 })} isDisabled={total < 2} onPress={() => setLarge((large + 1) % total)}><Icon name="next" /></Button>
            </div>
            <Button onPress={() => setLarge(undefined)}>{t("shell.close")}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
