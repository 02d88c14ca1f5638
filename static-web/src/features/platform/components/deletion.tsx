import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { failureText, stepText } from "@/components/ui/operation-words";
import { ProgressBar } from "@/components/ui/progress";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { saveCertificate } from "../api/files";
import { certificateQuery, isOver, operationQuery, type Certificate, type PlatformTenant } from "../api/platform";

/** How far the deletion of a tenant is. */
export function DeletionProgress({ tenant, operation }: { tenant: PlatformTenant; operation: string }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const query = useQuery(operationQuery(operation));
  const over = query.data && isOver(query.data);
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: ["platform"], predicate: (one) => one.queryKey[1] !== "operation" });
  }, [over, client]);
  return (
    <section className="callout callout-attention stack" aria-labelledby="deletion">
      <h2 id="deletion">{t("platform.deletion.title")}</h2>
      <p className="measure">{tenant.erasureBeganAt ? t("platform.deletion.begun", { when: format.moment(tenant.erasureBeganAt) }) : t("platform.deletion.grace", { when: format.moment(tenant.eraseAt ?? "") })}</p>
      <Loading query={query} lines={1}>
        {({ progress, error }) => error
          ? <p className="field-error" role="alert">{failureText(error.type, t) ?? t("platform.deletion.failed")}</p>
          : progress && progress.total > 0
            ? <ProgressBar value={(100 * progress.done) / progress.total} label={t("platform.deletion.title")} text={progress.step ? stepText(progress.step, t) : undefined} />
            : <p role="status">{progress?.step ? stepText(progress.step, t) : t("platform.deletion.waiting")}</p>}
      </Loading>
    </section>
  );
}

/** What stays of a tenant that is deleted: the certificate. */
export function DeletionCertificate({ tenant }: { tenant: string }) {
  const { t } = useTexts();
  return (
    <section className="stack" aria-labelledby="certificate">
      <h2 id="certificate">{t("platform.certificate.title")}</h2>
      <Loading query={useQuery(certificateQuery(tenant))}>
        {(certificate) => (certificate ? <Shown certificate={certificate} /> : <p role="status">{t("platform.certificate.none")}</p>)}
      </Loading>
    </section>
  );
}

function Shown({ certificate }: { certificate: Certificate }) {
  const { t, format } = useTexts();
  return (
    <>
      <p className={certificate.intact ? "measure" : "field-error"}>{t(certificate.intact ? "platform.certificate.intact" : "platform.certificate.broken")}</p>
      <dl className="facts">
        <dt>{t("platform.certificate.requested")}</dt><dd>{format.moment(certificate.requestedAt)}</dd>
        <dt>{t("platform.certificate.began")}</dt><dd>{format.moment(certificate.erasureBeganAt)}</dd>
        <dt>{t("platform.certificate.erased")}</dt><dd>{format.moment(certificate.erasedAt)}</dd>
        <dt>{t("platform.certificate.hash")}</dt><dd className="platform-hash">{certificate.sha256}</dd>
      </dl>
      <div className="table">
        <table>
          <caption className="hidden">{t("platform.certificate.title")}</caption>
          <thead><tr><th scope="col">{t("platform.certificate.store")}</th><th scope="col">{t("platform.certificate.kind")}</th><th scope="col" className="number">{t("platform.certificate.count")}</th></tr></thead>
          <tbody>
            {certificate.lines.map((line) => (
              <tr key={`${line.store} ${line.kind}`}><th scope="row" lang="en">{line.store}</th><td lang="en">{line.kind}</td><td className="number">{format.number(line.count)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <div><Button onPress={() => saveCertificate(certificate)}>{t("platform.certificate.save")}</Button></div>
    </>
  );
}
