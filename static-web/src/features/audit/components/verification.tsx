import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { ErrorState } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { auditHeadQuery, verifyAudit, type AuditVerdict } from "../api/audit";

/** How far the audit goes, and whether it is whole: looked at entry by entry when somebody asks. */
export function Verification() {
  const { t, format } = useTexts();
  const head = useQuery(auditHeadQuery).data;
  const [seen, setSeen] = useState(0);
  const verify = useMutation({ mutationFn: () => verifyAudit(setSeen), onMutate: () => setSeen(0) });
  if (!head) return null;
  return (
    <section className="audit-verification stack-s" aria-labelledby="audit-verification">
      <h2 id="audit-verification">{t("audit.verify.title")}</h2>
      <p className="measure">{t("audit.verify.explained")}</p>
      <dl className="facts">
        <dt>{t("audit.verify.entries")}</dt><dd className="numbers">{format.number(head.sequence)}</dd>
        {head.recordedAt && <><dt>{t("audit.verify.last")}</dt><dd>{format.moment(head.recordedAt)}</dd></>}
        <dt>{t("audit.hash")}</dt><dd className="audit-id">{head.hash}</dd>
      </dl>
      <div><Button working={verify.isPending} onPress={() => verify.mutate()}>{t("audit.verify.action")}</Button></div>
      <div role="status">{verify.isPending && <p className="small">{t("audit.verify.seen", { count: seen })}</p>}</div>
      {verify.data && <Verdict verdict={verify.data} />}
      {verify.error && <ErrorState error={verify.error} retry={() => verify.mutate()} />}
    </section>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const { t } = useTexts();
  if (verdict.ok) {
    return <p className="callout callout-done row" role="status"><Icon name="check" />{t("audit.verify.whole", { count: verdict.entries })}</p>;
  }
  return (
    <div className="callout callout-harm stack-s" role="alert">
      <h3 className="row"><Icon name="attention" />{t("audit.verify.broken", { count: verdict.faulty })}</h3>
      <p className="measure">{t("audit.verify.what")}</p>
      <ul>{verdict.faults.map((fault, place) => <li key={place}>{t("audit.verify.fault", { number: fault.sequence, kind: t(`audit.faults.${fault.kind}`) })}</li>)}</ul>
    </div>
  );
}
