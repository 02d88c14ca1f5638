import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { messageQuery, useMessageActions } from "../api/messages";
import { usePortal } from "../api/portal";
import type { Message, MessageDetail } from "../api/wire";
import { Attempts } from "../components/attempts";
import { Code, pretty } from "../components/code";
import { MessageStatus } from "../components/status";
import "../webhooks.css";

/** One message: what it says, what was answered to it, and what can be done about it. */
export default function MessagePage() {
  const { t } = useTexts();
  const { id = "", message = "" } = useParams();
  const portal = usePortal();
  const query = useQuery(messageQuery(portal, id, message));
  const back = { to: `${portal.page(id)}/messages`, label: t("webhooks.tabs.messages") };
  return (
    <>
      <PageHead title={query.data?.message.type ?? t("webhooks.message.title")} back={back}>{query.data && <MessageStatus state={query.data.message.state} />}</PageHead>
      <Loading query={query}>{(detail) => <Sheet detail={detail} />}</Loading>
    </>
  );
}

function Sheet({ detail }: { detail: MessageDetail }) {
  const { t } = useTexts();
  const { message, body } = detail;
  return (
    <div className="stack-l">
      {message.failure && <p className="callout callout-harm">{t(`webhooks.message.failures.${message.failure}`)}</p>}
      <Actions message={message} />
      <section className="stack" aria-labelledby="attempts-title">
        <h2 id="attempts-title">{t("webhooks.message.attempts")}</h2>
        {message.attempts.length === 0 ? <p className="soft">{t("webhooks.message.noAttempts")}</p> : <Attempts detail={detail} />}
      </section>
      <section className="stack" aria-labelledby="payload-title">
        <h2 id="payload-title">{t("webhooks.message.payload")}</h2>
        {body === undefined ? <p className="soft">{t("webhooks.message.noPayload")}</p> : <Code text={pretty(body)} label={t("webhooks.message.payload")} />}
      </section>
      <Facts message={message} />
    </div>
  );
}

/** Whether an attempt is being made; one that waits for a later attempt can be sent now. */
const isUnderWay = ({ state, nextAt }: Message) => state === "pending" && (nextAt === undefined || Date.parse(nextAt) <= Date.now());

function Actions({ message }: { message: Message }) {
  const { t } = useTexts();
  const portal = usePortal();
  const { replay, expunge } = useMessageActions(portal, message.endpoint, message.id);
  const [asking, setAsking] = useState(false);
  const gone = message.expungedAt !== undefined;
  const canReplay = portal.rights.replay && !gone && !isUnderWay(message);
  const canExpunge = portal.rights.manage && !gone;
  if (!canReplay && !canExpunge) return null;
  return (
    <div className="row">
      {canReplay && <Button tone="primary" working={replay.isPending} onPress={() => replay.mutate()}>{t("webhooks.message.replay")}</Button>}
      {canExpunge && <Button onPress={() => setAsking(true)}>{t("webhooks.message.expunge")}</Button>}
      <ConfirmDialog title={t("webhooks.message.expungeTitle")} text={t("webhooks.message.expungeText")} confirm={t("webhooks.message.expunge")} keep={t("webhooks.message.keep")}
        open={asking} working={expunge.isPending} onConfirm={() => expunge.mutate(undefined, { onSettled: () => setAsking(false) })} onClose={() => setAsking(false)} />
    </div>
  );
}

function Facts({ message }: { message: Message }) {
  const { t, format } = useTexts();
  const facts: [string, ReactNode][] = [
    [t("webhooks.message.id"), <code key="id" className="webhook-id">{message.id}</code>],
    [t("webhooks.message.at"), format.moment(message.at)],
    [t("webhooks.message.enqueuedAt"), format.moment(message.enqueuedAt)],
    ...(message.nextAt ? [[t("webhooks.message.nextAt"), format.moment(message.nextAt)] as [string, ReactNode]] : []),
    ...(message.expungedAt ? [[t("webhooks.message.expungedAt"), format.moment(message.expungedAt)] as [string, ReactNode]] : []),
  ];
  return (
    <section className="stack" aria-labelledby="facts-title">
      <h2 id="facts-title">{t("webhooks.message.facts")}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name} className="webhook-fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
