import { useState } from "react";
import type { Operation } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { failureText, whyNotText } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";
import { useControl } from "../api/use-control";
import { CancelDialog } from "./cancel-dialog";
import { WorkProgress } from "./work-progress";

/** How it stands in a sentence, and the next thing to do about it. */
export function OperationNow({ operation }: { operation: Operation }) {
  switch (operation.status) {
    case "succeeded": return <Done operation={operation} />;
    case "failed": case "canceled": return <Unfulfilled operation={operation} />;
    default: return <Running operation={operation} />;
  }
}

function Running({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  const { cancel } = useControl(operation);
  const [asking, setAsking] = useState(false);
  const stop = (reason: string) => cancel.mutate(reason, { onSettled: () => setAsking(false) });
  return (
    <div className="card stack measure">
      <p>{t("operations.running")}</p>
      <WorkProgress operation={operation} />
      {operation.can.cancel && <div><Button onPress={() => setAsking(true)}>{t("operations.cancel.action")}</Button></div>}
      <CancelDialog operation={operation} open={asking} working={cancel.isPending} onCancel={stop} onClose={() => setAsking(false)} />
    </div>
  );
}

function Done({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  return (
    <div className="callout callout-done stack-s">
      <p>{t("operations.done")}</p>
      <Report operation={operation} />
    </div>
  );
}

function Unfulfilled({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  const { retry } = useControl(operation);
  const { error, canceled, can, status } = operation;
  const stopped = canceled ? t("operations.canceled", { name: canceled.by.name }) : t("operations.stopped");
  return (
    <div className={`callout stack-s ${status === "failed" ? "callout-harm" : "callout-attention"}`}>
      <h2>{status === "failed" ? t("operations.failed") : stopped}</h2>
      {canceled?.reason && <p>{t("operations.reason", { reason: canceled.reason })}</p>}
      {error && <p className="measure">{failureText(error.type, t) ?? <span lang="en">{error.detail}</span>}</p>}
      {!error && <p>{t("operations.kept")}</p>}
      {can.whyNotRetry && <p className="measure">{whyNotText(can.whyNotRetry, t)}</p>}
      <div className="row">
        {can.retry && <Button tone="primary" working={retry.isPending} onPress={() => retry.mutate()}>{t("operations.retry.action")}</Button>}
        <Report operation={operation} />
      </div>
    </div>
  );
}

function Report({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  return operation.kind === "catalogue-import" ? <div><ButtonLink to={`/import/${operation.id}`}>{t("operations.report")}</ButtonLink></div> : null;
}
