import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "react-router";
import { operationQuery } from "@/api/operations";
import { isAdministrator, meQuery } from "@/api/session";
import type { Operation } from "@/api/types";
import { operationName } from "@/components/ui/operation-words";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useAnnouncements } from "../api/use-announcements";
import { EarlierAttempts, OperationFacts } from "../components/operation-facts";
import { OperationNow } from "../components/operation-state";
import { OperationStatus } from "../components/operation-status";
import { Timeline } from "../components/timeline";
import "../operations.css";

/** One operation: how it stands, every step it took, and what can be done about it. */
export default function OperationPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(operationQuery(id));
  const seen = useMemo(() => (query.data ? [query.data] : []), [query.data]);
  useAnnouncements(seen);
  return (
    <>
      {!query.data && <PageHead title={t("operations.title")} />}
      <Loading query={query}>{(operation) => <Sheet operation={operation} />}</Loading>
    </>
  );
}

function Sheet({ operation }: { operation: Operation }) {
  const { t } = useTexts();
  const me = useQuery(meQuery).data;
  const back = me && isAdministrator(me) ? { back: { to: "/operations", label: t("operations.title") } } : {};
  return (
    <>
      <PageHead title={operationName(operation, t)} {...back}>
        <div className="row">
          <OperationStatus status={operation.status} />
          {operation.attempt > 1 && <span className="tag">{t("operations.attempt", { number: operation.attempt })}</span>}
        </div>
      </PageHead>
      <div className="stack-l">
        <OperationNow operation={operation} />
        <div className="operation-columns">
          <Timeline operation={operation} />
          <OperationFacts operation={operation} />
        </div>
        <EarlierAttempts operation={operation} />
      </div>
    </>
  );
}
