import { Link } from "react-router";
import { ended } from "@/api/operations";
import type { Operation } from "@/api/types";
import { failureText, operationName } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";
import { OperationStatus } from "./operation-status";
import { WorkProgress } from "./work-progress";

/** One operation in the list: how it stands, what it is, who asked for it and when, and how far it is. */
export function OperationRow({ operation }: { operation: Operation }) {
  const { t, format } = useTexts();
  const { createdAt, startedAt, endedAt, error, attempt } = operation;
  const facts = [
    t("operations.by", { name: operation.startedBy.name }),
    format.ago(createdAt),
    ...(startedAt && endedAt ? [t("operations.took", { time: format.duration(Date.parse(endedAt) - Date.parse(startedAt)) })] : []),
    ...(attempt > 1 ? [t("operations.attempt", { number: attempt })] : []),
  ];
  return (
    <li className="operation">
      <OperationStatus status={operation.status} />
      <div className="operation-what">
        <Link className="operation-name" to={`/operations/${operation.id}`}>{operationName(operation, t)}</Link>
        <p className="small soft">{facts.join(" · ")}</p>
        {error && <p className="small">{failureText(error.type, t) ?? <span lang="en">{error.detail}</span>}</p>}
      </div>
      {!ended(operation) && <div className="operation-progress"><WorkProgress operation={operation} /></div>}
    </li>
  );
}
