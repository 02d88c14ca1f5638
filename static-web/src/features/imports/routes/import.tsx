import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useParams } from "react-router";
import { ended, operationQuery, reportQuery } from "@/api/operations";
import type { ImportReport, Operation } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { failureText, stepText } from "@/components/ui/operation-words";
import { PageHead } from "@/components/ui/page";
import { ProgressBar } from "@/components/ui/progress";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { announce } from "@/lib/notices";
import { totals } from "../api/totals";
import { ReportTable } from "../components/report";
import "../imports.css";

/** One import: how far it is, and then what it did. */
export default function ImportPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const client = useQueryClient();
  const operation = useQuery(operationQuery(id));
  const over = operation.data ? ended(operation.data) : false;
  const report = useQuery({ ...reportQuery(id), enabled: over });

  useEffect(() => {
    if (!over) return;
    announce(t("imports.operation.done"));
    void client.invalidateQueries({ queryKey: ["catalogue"] });
    void client.invalidateQueries({ queryKey: ["imports"] });
  }, [over, client, t]);

  const title = report.data ? t("imports.operation.title", { name: report.data.source }) : t("imports.operation.titleUnnamed");
  return (
    <div className="stack-l">
      <div>
        <PageHead title={title} back={{ to: "/import", label: t("imports.title") }} />
        <Loading query={operation}>{(data) => <State operation={data} report={report.data} />}</Loading>
      </div>
      {over && (operation.data?.status === "succeeded" || report.data) && <Loading query={report}>{(data) => <ReportTable report={data} />}</Loading>}
    </div>
  );
}

function State({ operation, report }: { operation: Operation; report: ImportReport | undefined }) {
  const { t } = useTexts();
  if (operation.status === "succeeded") {
    return (
      <div className="callout callout-done stack-s">
        <h2>{t("imports.operation.done")}</h2>
        {report && <p>{t("imports.operation.doneSummary", totals(report.counts))}</p>}
        {report && <Times report={report} />}
        <div className="row">
          <ButtonLink tone="primary" to="/catalogue">{t("imports.operation.toCatalogue")}</ButtonLink>
          <ButtonLink to="/import">{t("imports.operation.again")}</ButtonLink>
        </div>
      </div>
    );
  }
  if (operation.status === "failed" || operation.status === "canceled") {
    return (
      <div className="callout callout-harm stack-s" role="alert">
        <h2>{operation.status === "failed" ? t("imports.operation.failed") : t("imports.operation.canceled")}</h2>
        {operation.error && <p>{failureText(operation.error.type, t) ?? <span lang="en">{operation.error.detail}</span>}</p>}
        <p>{t("imports.operation.failedText")}</p>
        <div className="row">
          <ButtonLink to="/import">{t("imports.operation.again")}</ButtonLink>
          <ButtonLink tone="quiet" to={`/operations/${operation.id}`}>{t("imports.operation.steps")}</ButtonLink>
        </div>
      </div>
    );
  }
  return <Running operation={operation} />;
}

function Times({ report }: { report: ImportReport }) {
  const { t, format } = useTexts();
  const facts = [
    `${t("imports.report.source")}: ${report.source}`,
    `${t("imports.report.started")}: ${format.moment(report.startedAt)}`,
    ...(report.finishedAt ? [`${t("imports.report.finished")}: ${format.moment(report.finishedAt)}`] : []),
  ];
  return <p className="small">{facts.join(" · ")}</p>;
}

function Running({ operation: { id, progress } }: { operation: Operation }) {
  const { t } = useTexts();
  const known = progress && progress.total > 0 ? progress : undefined;
  return (
    <div className="card stack measure">
      <p>{t("imports.operation.running")}</p>
      <ProgressBar value={known ? (100 * known.done) / known.total : 0} label={t("imports.operation.titleUnnamed")} />
      <p className="small soft numbers">
        {progress?.step && `${stepText(progress.step, t)} · `}
        {known ? t("imports.operation.progress", { done: known.done, total: known.total }) : t("imports.operation.waiting")}
      </p>
      <div><ButtonLink small to={`/operations/${id}`}>{t("imports.operation.steps")}</ButtonLink></div>
    </div>
  );
}
