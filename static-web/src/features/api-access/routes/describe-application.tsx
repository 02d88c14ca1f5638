import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "react-router";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
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
  const navigate = useNavigate();
  const client = useQueryClient();
  const saved = (application: Application) => {
    notices.show(t(id ? "apiAccess.saved" : "apiAccess.registered"));
    void client.invalidateQueries({ queryKey: ["applications"] });
    void client.invalidateQueries({ queryKey: ["application", application.id] });
    void navigate(`${list}/${application.id}`);
  };
  const query = useQuery({ ...applicationQuery(id ?? ""), enabled: id !== undefined });
  if (id === undefined) {
    return (
      <>
        <PageHead title={t("apiAccess.register")} lead={t("apiAccess.registerLead")} back={{ to: list, label: t("apiAccess.title") }} />
        <ApplicationForm initial={blank} submit={t("apiAccess.registerSubmit")} back={list} save={register} onSaved={saved} />
      </>
    );
  }
  return (
    <>
      <PageHead title={t("apiAccess.edit")} back={{ to: `${list}/${id}`, label: query.data?.name ?? t("apiAccess.title") }} />
      <Loading query={query}>
        {(application) => <ApplicationForm initial={draftOf(application)} submit={t("apiAccess.editSubmit")} back={`${list}/${id}`} save={(draft) => describe(id, application.etag, draft)} onSaved={saved} />}
      </Loading>
    </>
  );
}
