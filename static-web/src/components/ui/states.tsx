import type { ReactNode } from "react";
import { isProblem } from "@/api/problem";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { useDelay } from "@/lib/hooks";
import { Button } from "./button";
import { Icon } from "./icons";

/** Stands in for what is loading, but only when it takes longer than a blink. */
export function Skeleton({ lines = 5 }: { lines?: number }) {
  const { t } = useTexts();
  const late = useDelay();
  if (!late) return <div aria-busy="true" />;
  return (
    <div className="skeleton" aria-busy="true">
      {Array.from({ length: lines }, (_, index) => <span key={index} aria-hidden="true" />)}
      <p className="hidden" role="status">{t("shell.loading")}</p>
    </div>
  );
}

/** Nothing here yet: says what would be here and how to get it. */
export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** It did not work: says what happened, what to do, and offers to do it. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTexts();
  const trace = isProblem(error) && error.status >= 500 ? error.traceId : undefined;
  return (
    <div className="callout callout-harm stack-s" role="alert">
      <h2 className="row"><Icon name="attention" />{t("errors.title")}</h2>
      <p className="measure">{refusalText(error, t)}</p>
      {trace && <p className="small">{t("errors.trace", { id: trace })}</p>}
      {retry && <div><Button small onPress={retry}>{t("shell.tryAgain")}</Button></div>}
    </div>
  );
}

type Loaded<T> = { data: T | undefined; error: unknown; refetch: () => unknown };

/** Skeleton, error or content: the three faces of anything that is loaded. What is there stays, even when a refresh fails. */
export function Loading<T>({ query, lines, children }: { query: Loaded<T>; lines?: number; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return query.error ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <Skeleton lines={lines} />;
}
