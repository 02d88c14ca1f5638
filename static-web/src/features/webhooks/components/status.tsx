import type { ReactNode } from "react";
import { useTexts } from "@/i18n";
import type { EndpointState, MessageState } from "../api/wire";

type Shape = "done" | "waiting" | "kept" | "failed";

const ring = <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" />;
const shapes: Record<Shape, ReactNode> = {
  done: <><circle cx="9" cy="9" r="8" fill="currentColor" /><path d="m5.2 9.3 2.6 2.6 5-5.4" fill="none" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" /></>,
  waiting: <>{ring}<path d="M9 5v4.500l3 1.500" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" /></>,
  kept: <>{ring}<path d="M7 6.500v5M11 6.500v5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" /></>,
  failed: <><path d="M9 .8 17.2 9 9 17.2.8 9z" fill="currentColor" /><path d="M9 5v4.600M9 12.400v.1" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" /></>,
};

function Mark({ shape, children }: { shape: Shape; children: ReactNode }) {
  return (
    <span className={`status webhook-${shape}`}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">{shapes[shape]}</svg>
      {children}
    </span>
  );
}

const ofEndpoint: Record<EndpointState, Shape> = { pending: "waiting", active: "done", paused: "kept", disabled: "failed", deleted: "failed" };
const ofMessage: Record<MessageState, Shape> = { pending: "waiting", held: "kept", succeeded: "done", failed: "failed" };

/** How an endpoint stands; each state has its own shape, so that colour only helps. */
export function EndpointStatus({ state }: { state: EndpointState }) {
  const { t } = useTexts();
  return <Mark shape={ofEndpoint[state]}>{t(`webhooks.states.${state}`)}</Mark>;
}

/** How a message stands. */
export function MessageStatus({ state }: { state: MessageState }) {
  const { t } = useTexts();
  return <Mark shape={ofMessage[state]}>{t(`webhooks.messageStates.${state}`)}</Mark>;
}

/** Whether an attempt was taken. */
export function AttemptStatus({ succeeded }: { succeeded: boolean }) {
  const { t } = useTexts();
  return <Mark shape={succeeded ? "done" : "failed"}>{t(succeeded ? "webhooks.attempt.taken" : "webhooks.attempt.notTaken")}</Mark>;
}
