import { Link } from "react-router";
import type { Guide } from "@/api/types";
import { Icon } from "@/components/ui/icons";
import { ProgressBar } from "@/components/ui/progress";
import { useTexts } from "@/i18n";
import { forest, pathTo } from "@/lib/progress";

/** The phases in a row, each with its number, name and progress. */
export function PhaseStepper({ guide, selected }: { guide: Guide; selected: string | undefined }) {
  const { t } = useTexts();
  const current = selected ? pathTo(guide.items, selected)[0]?.id : undefined;
  return (
    <nav aria-label={t("guide.phases")}>
      <ol className="stepper">
        {forest(guide.items).map(({ item }, index) => (
          <li key={item.id} className={`stepper-phase hue-${(index % 4) + 1}`} data-current={item.id === current || undefined}>
            <Link to={`/processes/${guide.process.id}/guide/${item.id}`} aria-current={item.id === selected ? "page" : item.id === current ? "step" : undefined}>
              <span className="number-mark" aria-hidden="true">{item.status === "finished" ? <Icon name="check" size={16} /> : index + 1}</span>
              <span className="stepper-name" lang={item.untranslated ? item.language : undefined}><span className="hidden">{t("guide.phase", { number: index + 1 })}: </span>{item.name}</span>
            </Link>
            <ProgressBar value={item.percent} label={item.name} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
