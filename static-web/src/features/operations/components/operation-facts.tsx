import type { ReactNode } from "react";
import type { Operation } from "@/api/types";
import { failureText } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";
import { OperationStatus } from "./operation-status";

/** What it works on, who asked for it, and when what happened. */
export function OperationFacts({ operation }: { operation: Operation }) {
  const { t, format } = useTexts();
  const { summary, startedBy, createdAt, retried, startedAt, endedAt } = operation;
  const facts: [string, ReactNode][] = [
    ...(summary ? [[t("operations.facts.input"), summary] as [string, ReactNode]] : []),
    [t("operations.facts.by"), startedBy.name],
    [t("operations.facts.asked"), format.moment(createdAt)],
    ...(retried ? [[t("operations.facts.retried"), t("operations.facts.retriedBy", { when: format.moment(retried.at), name: retried.by.name })] as [string, ReactNode]] : []),
    ...(startedAt ? [[t("operations.facts.began"), format.moment(startedAt)] as [string, ReactNode]] : []),
    ...(endedAt ? [[t("operations.facts.ended"), format.moment(endedAt)] as [string, ReactNode]] : []),
    ...(startedAt && endedAt ? [[t("operations.facts.took"), format.duration(Date.parse(endedAt) - Date.parse(startedAt))] as [string, ReactNode]] : []),
    [t("operations.facts.id"), <code key="id" className="operation-id">{operation.id}</code>],
  ];
  return (
    <section className="stack">
      <h2>{t("operations.facts.title")}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name} className="fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

/** How it ended before it was tried again, the latest first. */
export function EarlierAttempts({ operation }: { operation: Operation }) {
  const { t, format } = useTexts();
  if (operation.attempts.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("operations.attempts.title")}</h2>
      <p className="soft">{t("operations.attempts.intro")}</p>
      <ol className="rows" reversed>
        {[...operation.attempts].reverse().map((attempt) => (
          <li key={attempt.number} className="operation">
            <OperationStatus status={attempt.status} />
            <div className="operation-what">
              <p className="operation-name">{t("operations.attempt", { number: attempt.number })}</p>
              <p className="small soft">{format.moment(attempt.startedAt)} · {t("operations.took", { time: format.duration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt)) })}</p>
              {attempt.error && <p className="small">{failureText(attempt.error.type, t) ?? <span lang="en">{attempt.error.detail}</span>}</p>}
              {attempt.canceled && <p className="small">{t("operations.canceled", { name: attempt.canceled.by.name })}{attempt.canceled.reason && ` · ${t("operations.reason", { reason: attempt.canceled.reason })}`}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
