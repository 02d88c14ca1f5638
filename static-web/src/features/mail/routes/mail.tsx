import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { mailQuery, useMailActions, type Mail, type MailLetter } from "../api/mails";
import { Letter } from "../components/letter";
import { MailStatus } from "../components/mail-status";
import { reasonText, templateText } from "../components/mail-words";
import "../mail.css";

/** One mail: how it stands, what it says, and what can be done about it. */
export default function MailPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(mailQuery(id));
  return (
    <>
      {!query.data && <PageHead title={t("mail.title")} back={{ to: "/administration/mail", label: t("mail.title") }} />}
      <Loading query={query}>{(letter) => <Sheet letter={letter} />}</Loading>
    </>
  );
}

function Sheet({ letter }: { letter: MailLetter }) {
  const { t } = useTexts();
  const { mail } = letter;
  return (
    <>
      <PageHead title={templateText(mail.template, t)} back={{ to: "/administration/mail", label: t("mail.title") }}><MailStatus state={mail.state} /></PageHead>
      <div className="stack-l">
        {mail.reason && (
          <div className={`callout stack-s ${mail.state === "failed" ? "callout-harm" : "callout-attention"}`}>
            <p className="measure">{reasonText(mail.reason, t)}</p>
            {mail.detail && <p className="small measure">{t("mail.said")} <span lang="en"><bdi>{mail.detail}</bdi></span></p>}
          </div>
        )}
        <Actions mail={mail} />
        <section className="stack">
          <h2>{t("mail.letter.title")}</h2>
          <Letter letter={letter} />
        </section>
        <Facts mail={mail} />
      </div>
    </>
  );
}

function Actions({ mail }: { mail: Mail }) {
  const { t } = useTexts();
  const { retry, drop } = useMailActions(mail.id);
  const [asking, setAsking] = useState(false);
  if (!mail.canRetry && !mail.canDrop) return null;
  return (
    <div className="row">
      {mail.canRetry && <Button tone="primary" working={retry.isPending} onPress={() => retry.mutate()}>{t("mail.retry.action")}</Button>}
      {mail.canDrop && <Button onPress={() => setAsking(true)}>{t("mail.drop.action")}</Button>}
      <ConfirmDialog title={t("mail.drop.title", { name: templateText(mail.template, t) })} text={t("mail.drop.text", { address: mail.recipient })} confirm={t("mail.drop.confirm")} keep={t("mail.drop.keep")}
        open={asking} working={drop.isPending} onConfirm={() => drop.mutate(undefined, { onSettled: () => setAsking(false) })} onClose={() => setAsking(false)} />
    </div>
  );
}

function Facts({ mail }: { mail: Mail }) {
  const { t, format } = useTexts();
  const facts: [string, ReactNode][] = [
    [t("mail.letter.to"), mail.recipient],
    [t("mail.facts.enqueued"), format.moment(mail.enqueuedAt)],
    [t("mail.facts.attempts"), format.number(mail.attempts)],
    ...(mail.nextAt ? [[t("mail.facts.next"), format.moment(mail.nextAt)] as [string, ReactNode]] : []),
    ...(mail.endedAt ? [[t("mail.facts.ended"), format.moment(mail.endedAt)] as [string, ReactNode]] : []),
    [t("mail.facts.id"), <code key="id" className="mail-id">{mail.id}</code>],
  ];
  return (
    <section className="stack">
      <h2>{t("mail.facts.title")}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name} className="mail-fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
