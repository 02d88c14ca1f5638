import type { Operation, OperationStep } from "@/api/types";
import { stepText } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";
import { OperationShape } from "./operation-status";

/** The steps in order, each with when it began, how long it took and how it ended. */
export function Timeline({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  return (
    <section className="stack">
      <h2>{t("operations.timeline.title")}</h2>
      {operation.steps.length === 0 && <p className="soft">{t("operations.timeline.none")}</p>}
      <ol className="timeline">{operation.steps.map((step) => <Step key={`${step.step} ${step.startedAt}`} step={step} />)}</ol>
    </section>
  );
}

function Step({ step }: { step: OperationStep }) {
  const { t, format } = useTexts();
  const outcome = step.outcome ?? "running";
  return (
    <li>
      <OperationShape status={outcome} />
      <div>
        <p className="timeline-step">{stepText(step.step, t)}</p>
        <p className="small soft numbers">
          {t(`operations.outcomes.${outcome}`)} · {step.finishedAt
            ? `${format.clock(step.startedAt)} · ${format.duration(Date.parse(step.finishedAt) - Date.parse(step.startedAt))}`
            : t("operations.timeline.since", { time: format.clock(step.startedAt) })}
        </p>
      </div>
    </li>
  );
}
