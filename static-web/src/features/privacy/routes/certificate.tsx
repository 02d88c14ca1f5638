import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { certificateQuery } from "@/api/privacy";
import type { ErasureCertificate } from "@/api/types";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { humanize } from "@/components/ui/words";
import "../privacy.css";

/** The certificate of an erasure, for whoever holds its link. */
export default function CertificatePage() {
  const { t } = useTexts();
  const { token = "" } = useParams();
  const query = useQuery(certificateQuery(token));
  return (
    <>
      <PageHead title={t("privacy.certificate.title")} lead={t("privacy.certificate.lead")} />
      <Loading query={query}>
        {(certificate) => (certificate ? <Certificate certificate={certificate} /> : (
          <EmptyState title={t("privacy.certificate.none.title")}><p role="status">{t("privacy.certificate.none.text")}</p></EmptyState>
        ))}
      </Loading>
    </>
  );
}

function Certificate({ certificate }: { certificate: ErasureCertificate }) {
  const { t, format } = useTexts();
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(certificate, null, 2)], { type: "application/json" }));
    link.download = `certificate-${certificate.erasure}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{t("privacy.certificate.tenant")}</dt><dd>{certificate.tenant}</dd>
        <dt>{t("privacy.certificate.requested")}</dt><dd>{format.moment(certificate.requestedAt)}</dd>
        <dt>{t("privacy.certificate.completed")}</dt><dd>{format.moment(certificate.completedAt)}</dd>
        <dt>{t("privacy.certificate.by")}</dt><dd>{t(certificate.byAdministrator ? "privacy.certificate.byAdministrator" : "privacy.certificate.byPerson")}</dd>
        <dt>{t("privacy.certificate.pseudonym")}</dt><dd>{certificate.pseudonym}</dd>
        <dt>{t("privacy.certificate.hash")}</dt><dd className="hash">{certificate.sha256}</dd>
      </dl>
      <div className="table">
        <table>
          <caption className="hidden">{t("privacy.certificate.title")}</caption>
          <thead><tr><th scope="col">{t("privacy.certificate.part")}</th><th scope="col">{t("privacy.certificate.outcome")}</th><th scope="col" className="number">{t("privacy.certificate.records")}</th></tr></thead>
          <tbody>
            {certificate.parts.map((part) => (
              <tr key={part.part}>
                <th scope="row">{partText(part.part, t)}</th>
                <td>{outcomeText(part.outcome, t)}</td>
                <td className="number">{format.number(part.records)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div><Button onPress={save}>{t("privacy.certificate.save")}</Button></div>
    </div>
  );
}

const parts = [
  "accounts", "answers", "api-applications", "applications", "assets", "audit", "consents", "exports", "invitations", "mails", "memberships", "operations", "processes", "uploads", "waiting-accounts", "webhook-contacts",
] as const;
const outcomes = ["removed", "pseudonymised", "kept"] as const;

type Texts = ReturnType<typeof useTexts>["t"];
const partText = (name: string, t: Texts) => {
  const known = parts.find((one) => one === name);
  return known ? t(`privacy.kinds.${known}`) : humanize(name);
};
const outcomeText = (name: string, t: Texts) => {
  const known = outcomes.find((one) => one === name);
  return known ? t(`privacy.outcomes.${known}`) : name;
};
