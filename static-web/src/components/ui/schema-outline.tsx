import { useRef } from "react";
import type { SchemaNode } from "@/api/types";
import { useTexts } from "@/i18n";
import { Button } from "./button";
import { Icon } from "./icons";
import { Phrase } from "./text";

/** What is in a schema: phases that open to objectives that open to tasks. */
export function SchemaOutline({ phases }: { phases: SchemaNode[] }) {
  const { t } = useTexts();
  const root = useRef<HTMLDivElement>(null);
  const setAll = (open: boolean) => root.current?.querySelectorAll("details").forEach((details) => {
    details.open = open;
  });
  return (
    <div className="outline" ref={root}>
      <div className="row">
        <Button small tone="quiet" onPress={() => setAll(true)}>{t("catalogue.schemas.expandAll")}</Button>
        <Button small tone="quiet" onPress={() => setAll(false)}>{t("catalogue.schemas.collapseAll")}</Button>
      </div>
      <ol>
        {phases.map((phase, index) => (
          <li key={phase.id} className={`outline-phase hue-${(index % 4) + 1}`}>
            <details open={index === 0}>
              <summary>
                <span className="turn"><Icon name="next" size={16} /></span>
                <span className="number-mark" aria-hidden="true">{index + 1}</span>
                <strong className="grow"><Phrase text={phase.name} /></strong>
              </summary>
              <ol className="outline-node">{phase.items.map((objective) => <Objective key={objective.id} objective={objective} />)}</ol>
            </details>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Objective({ objective }: { objective: SchemaNode }) {
  const { t } = useTexts();
  return (
    <li>
      <details className="outline-objective">
        <summary>
          <span className="turn"><Icon name="next" size={14} /></span>
          <span className="grow"><Phrase text={objective.name} /></span>
          <span className="small soft nowrap">{t("processes.tasksCount", { count: objective.items.length })}</span>
        </summary>
        <ul className="outline-node">
          {objective.items.map((task) => <li key={task.id} className="outline-task"><span><Phrase text={task.name} /></span></li>)}
        </ul>
      </details>
    </li>
  );
}
