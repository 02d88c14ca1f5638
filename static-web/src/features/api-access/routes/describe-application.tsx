import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { Tagged } from "@/api/client";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useDraft } from "@/lib/hooks";
import { notices } from "@/lib/notices";
import { useRevision } from "@/lib/revision";
import { applicationQuery, describe, register, type Application, type Draft } from "../api/applications";
import { ApplicationForm } from "../components/application-form";
import "../api-access.css";

const list = "/administration/applications";
const blank: Draft = { name: "", description: "", contact: "", scopes: [], requestsPerMinute: "600", clients: "" };
const draftOf = ({ name, description, contact, scopes, requestsPerMinute, clients }: Application): Draft =>
  ({ name, description: description ?? "", contact: contact ?? "", scopes, requestsPerMinute: String(requestsPerMinute), clients: clients.join("\n") });

/** Registers an application, or describes one anew. */
export default function DescribeApplication() {
  const { t } = useTexts();
  const { id } = useParams();
  const query = useQuery({ ...applicationQuery(id ?? ""), enabled: id !== undefined });
  if (id === undefined) return <NewApplication />;
  return (
    <>
      <PageHead title={t("apiAccess.edit")} back={{ to: `${list}/${id}`, label: query.data?.name ?? t("apiAccess.title") }} />
      <Loading query={query}>{(application) => <KnownApplication key={id} application={application} />}</Loading>
    </>
  );
}

/** Says that it is saved, and goes to the application. */
function useSaved(text: string) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return ({ id }: Application) => {
    notices.show(text);
    void client.invalidateQueries({ queryKey: ["applications"] });
    void client.invalidateQueries({ queryKey: ["application", id] });
    void navigate(`${list}/${id}`);
  };
}

function NewApplication() {
  const { t } = useTexts();
  const { draft, change, forget } = useDraft("application", blank);
  const saved = useSaved(t("apiAccess.registered"));
  return (
    <>
      <PageHead title={t("apiAccess.register")} lead={t("apiAccess.registerLead")} back={{ to: list, label: t("apiAccess.title") }} />
      <ApplicationForm draft={draft} change={change} submit={t("apiAccess.registerSubmit")} back={list} save={() => register(draft)} onSaved={(application) => { forget(); saved(application); }} />
    </>
  );
}

function KnownApplication({ application }: { application: Tagged<Application> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const { id } = application;
  const revision = useRevision(application, () => client.fetchQuery({ ...applicationQuery(id), staleTime: 0 }));
  const [draft, setDraft] = useState(() => draftOf(application));
  const saved = useSaved(t("apiAccess.saved"));
  return (
    <ApplicationForm draft={draft} change={(part) => setDraft((now) => ({ ...now, ...part }))} submit={t("apiAccess.editSubmit")} back={`${list}/${id}`}
      save={() => revision.save((etag) => describe(id, etag, draft))} onSaved={saved} showLatest={() => setDraft(draftOf(revision.base))} />
  );
}
