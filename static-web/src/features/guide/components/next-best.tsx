import type { Guide, GuideItem, NextStep } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { StatusShape } from "@/components/ui/progress";
import { useTexts } from "@/i18n";
import { pathTo } from "@/lib/progress";
import { Link } from "react-router";

function stepsOf(guide: Guide): { step: NextStep; item: GuideItem }[] {
  const byId = new Map(guide.items.map((item) => [item.id, item]));
  return guide.next.flatMap((step) => {
    const item = byId.get(step.item);
    return item ? [{ step, item }] : [];
  });
}

/** The one task to do next, unless it is the one that is open. */
export function NextBest({ guide, selected, shown }: { guide: Guide; selected: string | undefined; shown: boolean }) {
  const { t } = useTexts();
  const best = stepsOf(guide)[0];
  if (!best || best.item.id === selected || !shown) return null;
  return (
    <aside className="next-best" aria-label={t("guide.best")}>
      <p><span className="next-best-label">{t("guide.best")}</span> <strong lang={best.item.untranslated ? best.item.language : undefined}>{best.item.name}</strong> <span className="soft">{t(`guide.nextReasons.${best.step.reason}`)}</span></p>
      <ButtonLink small to={`/processes/${guide.process.id}/guide/${best.item.id}`}>{t("guide.goTo")}<Icon name="next" size={14} /></ButtonLink>
    </aside>
  );
}

/** Before a task is chosen: the next best one, large, and the ones after it. */
export function Begin({ guide }: { guide: Guide }) {
  const { t } = useTexts();
  const [best, ...others] = stepsOf(guide);
  const root = `/processes/${guide.process.id}/guide`;
  if (!best) {
    return <div className="callout callout-done stack-s"><h2>{t("guide.allDoneTitle")}</h2><p>{t("guide.allDoneText")}</p></div>;
  }
  return (
    <div className="stack">
      <section className="begin stack-s">
        <p className="next-best-label">{t("guide.best")}</p>
        <h2 lang={best.item.untranslated ? best.item.language : undefined}>{best.item.name}</h2>
        <p className="soft">{pathTo(guide.items, best.item.id).slice(0, -1).map((item) => item.name).join(" › ")}</p>
        <p>{t(`guide.nextReasons.${best.step.reason}`)}</p>
        <div><ButtonLink tone="primary" to={`${root}/${best.item.id}`}>{t("guide.goTo")}<Icon name="next" size={16} /></ButtonLink></div>
      </section>
      {others.length > 0 && (
        <section className="stack-s">
          <p className="soft">{t("guide.choose")}</p>
          <ul className="rows">
            {others.map(({ item, step }) => (
              <li key={item.id}>
                <Link className="child" to={`${root}/${item.id}`}>
                  <StatusShape status={item.status} />
                  <span className="grow"><span className="child-name" lang={item.untranslated ? item.language : undefined}>{item.name}</span><span className="small soft">{t(`guide.nextReasons.${step.reason}`)}</span></span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
