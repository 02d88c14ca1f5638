import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, type ComponentType } from "react";
import { Navigate, useParams } from "react-router";
import { guideQuery } from "@/api/processes";
import type { Guide } from "@/api/types";
import { BackLink, useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useWide } from "@/lib/hooks";
import { announce } from "@/lib/notices";
import { Begin, NextBest } from "../components/next-best";
import { ItemPanel } from "../components/item-panel";
import { PhaseStepper } from "../components/phase-stepper";
import { GuideTree } from "../components/guide-tree";
import "../guide.css";

/** Shows the files and links of a task; lent by another feature, so that neither knows the other. */
export type ResourcesOf = ComponentType<{ process: string; item: string }>;

/** The heart: what there is to do, what comes next, and everything for the task at hand. */
export default function GuidePage({ Resources }: { Resources: ResourcesOf }) {
  const { language } = useTexts();
  const { id = "", item } = useParams();
  const query = useQuery(guideQuery(id, language));
  return (
    <Loading query={query} lines={10}>
      {(guide) => (guide.process.hasTree ? <Content guide={guide} selected={item} Resources={Resources} /> : <Navigate replace to={`/processes/${id}`} />)}
    </Loading>
  );
}

function Content({ guide, selected, Resources }: { guide: Guide; selected: string | undefined; Resources: ResourcesOf }) {
  const { t } = useTexts();
  const wide = useWide(900);
  const panel = useArrival(guide, selected, wide);
  const root = `/processes/${guide.process.id}/guide`;
  const name = guide.items.find((one) => one.id === selected)?.name ?? t("processes.tabs.guide");
  useTitle(`${name} – ${guide.process.name}`);
  return (
    <div className="guide" data-item={selected ? true : undefined}>
      {(wide || !selected) && (
        <>
          <PhaseStepper guide={guide} selected={selected} />
          <NextBest guide={guide} selected={selected} shown={!wide || selected !== undefined} />
        </>
      )}
      <div className="guide-screens">
        {(wide || !selected) && <GuideTree guide={guide} selected={selected} />}
        {(wide || selected) && (
          <div className="guide-panel" ref={panel}>
            {!wide && <BackLink to={root} label={t("guide.allTasks")} />}
            {selected ? <ItemPanel key={selected} guide={guide} item={selected} Resources={Resources} alone={!wide} /> : <Begin guide={guide} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** When another item is opened: shows its beginning, and tells people who listen what it is. */
function useArrival(guide: Guide, selected: string | undefined, wide: boolean) {
  const panel = useRef<HTMLDivElement>(null);
  const previous = useRef(selected);
  const name = guide.items.find((item) => item.id === selected)?.name;
  useEffect(() => {
    if (previous.current === selected) return;
    previous.current = selected;
    if (!wide) window.scrollTo(0, 0);
    else if (panel.current && panel.current.getBoundingClientRect().top < 0) panel.current.scrollIntoView({ block: "start" });
    if (!selected) return;
    const inTree = document.activeElement?.closest(".tree") !== null && document.activeElement !== document.body;
    if (wide && inTree) announce(name ?? "");
    else panel.current?.querySelector<HTMLElement>(".item-name")?.focus({ preventScroll: true });
  }, [selected, wide, name]);
  return panel;
}
