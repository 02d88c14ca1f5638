import type { Operation } from "@/api/types";
import { operationName, stepText } from "@/components/ui/operation-words";
import { ProgressBar } from "@/components/ui/progress";
import { useTexts } from "@/i18n";

/** How far the work is, and at which step. */
export function WorkProgress({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  const { progress, canceled } = operation;
  const known = progress && progress.total > 0 ? progress : undefined;
  const words = canceled ? t("operations.canceling") : progress?.step ? stepText(progress.step, t) : t("operations.waiting");
  return (
    <div className="stack-s">
      <ProgressBar value={known ? (100 * known.done) / known.total : 0} label={t("operations.progressOf", { name: operationName(operation, t) })} />
      <p className="small soft numbers">{words}{known && !canceled && ` · ${t("operations.progress", { done: known.done, total: known.total })}`}</p>
    </div>
  );
}
