import type { Operation } from "@/api/types";
import { useTexts } from "@/i18n";

type Mark = Operation["status"] | "done";

const shapes: Record<Mark, React.ReactNode> = {
  not_started: <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="2.5 2" />,
  running: <><circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" /><path d="M9 4a5 5 0 0 1 0 10z" fill="currentColor" /></>,
  succeeded: <><circle cx="9" cy="9" r="8" fill="currentColor" /><path d="m5.2 9.3 2.6 2.6 5-5.4" fill="none" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" /></>,
  done: <><circle cx="9" cy="9" r="8" fill="currentColor" /><path d="m5.2 9.3 2.6 2.6 5-5.4" fill="none" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" /></>,
  failed: <><path d="M9 .8 17.2 9 9 17.2.8 9z" fill="currentColor" /><path d="M9 5v4.600M9 12.400v.1" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" /></>,
  canceled: <><circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" /><path d="M4.500 13.500 13.500 4.500" stroke="currentColor" strokeWidth="2" /></>,
};

/** Each state has its own shape, so that colour only helps. */
export function OperationShape({ status }: { status: Mark }) {
  return <svg className={`operation-${status}`} width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">{shapes[status]}</svg>;
}

export function OperationStatus({ status }: { status: Operation["status"] }) {
  const { t } = useTexts();
  return <span className={`status operation-${status}`}><OperationShape status={status} />{t(`operations.statuses.${status}`)}</span>;
}
