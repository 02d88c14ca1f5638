import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { applicationQuery, useApplicationActions, type Application } from "../api/applications";
import { ApplicationTeams } from "../components/application-teams";
import { FirstCall } from "../components/first-call";
import { Keys } from "../components/keys";
import "../api-access.css";

const list = "/administration/applications";

/** One application: its keys, what it may do, where it takes part, and how to call. */
export default function ApplicationPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(applicationQuery(id));
  return (
    <>
      {!query.data && <PageHead title={t("apiAccess.title")} back={{ to: list, label: t("apiAccess.title") }} />}
      <Loading query={query}>{(application) => <Sheet application={application} />}</Loading>
    </>
  );
}

function Sheet({ application }: { application: Application }) {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={application.name} lead={application.description} back={{ to: list, label: t("apiAccess.title") }}
        action={<ButtonLink to={`${list}/${application.id}/edit`}>{t("apiAccess.edit")}</ButtonLink>} />
      <div className="stack-l">
        <Keys application={application} />
        <section className="stack">
          <h2>{t("apiAccess.scopes.label")}</h2>
          <ul className="stack-s">
            {application.scopes.map((scope) => <li key={scope}>{t(`apiAccess.scopes.names.${scope}`)} <code className="small soft">{scope}</code><span className="small soft application-hint">{t(`apiAccess.scopes.hints.${scope}`)}</span></li>)}
          </ul>
        </section>
        <ApplicationTeams id={application.id} />
        <Facts application={application} />
        <FirstCall />
        <Removal application={application} />
      </div>
    </>
  );
}

function Facts({ application }: { application: Application }) {
  const { t, format } = useTexts();
  const facts: [string, ReactNode][] = [
    [t("apiAccess.facts.id"), <code key="id" className="application-id">{application.id}</code>],
    [t("apiAccess.facts.registered"), format.moment(application.registeredAt)],
    [t("apiAccess.facts.contact"), application.contact ?? t("apiAccess.facts.nobody")],
    [t("apiAccess.facts.rate"), t("apiAccess.facts.perMinute", { count: application.requestsPerMinute })],
    ...(application.clients.length > 0 ? [[t("apiAccess.form.clients"), application.clients.join(", ")] as [string, ReactNode]] : []),
    ...(application.tokenUsedAt ? [[t("apiAccess.facts.token"), format.moment(application.tokenUsedAt)] as [string, ReactNode]] : []),
  ];
  return (
    <section className="stack">
      <h2>{t("apiAccess.facts.title")}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name} className="application-fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function Removal({ application }: { application: Application }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { remove } = useApplicationActions(application.id);
  const [asking, setAsking] = useState(false);
  return (
    <section className="stack">
      <h2>{t("apiAccess.remove.title")}</h2>
      <p className="measure">{t("apiAccess.remove.text")}</p>
      <div><Button tone="harm" onPress={() => setAsking(true)}>{t("apiAccess.remove.action")}</Button></div>
      <ConfirmDialog open={asking} title={t("apiAccess.remove.confirm", { name: application.name })} text={t("apiAccess.remove.text")} confirm={t("apiAccess.remove.action")} keep={t("apiAccess.keep")}
        working={remove.isPending} onClose={() => setAsking(false)} onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate(list), onError: () => setAsking(false) })} />
    </section>
  );
}
