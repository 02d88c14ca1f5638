import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ButtonAnchor } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import { auditHeadQuery, auditQuery, exportAddress } from "../api/audit";
import { AuditList, useAuditFilters } from "../components/audit-list";
import { Verification } from "../components/verification";
import "../audit.css";

/** Who did what in the tenant, for auditors: to be searched, verified and taken away. */
export default function Audit() {
  const { t } = useTexts();
  const [filters, choose] = useAuditFilters();
  const query = useInfiniteQuery(auditQuery(filters));
  const head = useQuery(auditHeadQuery);
  return (
    <>
      <PageHead title={t("audit.title")} lead={t("audit.lead")} back={{ to: "/administration", label: t("administration.title") }}
        action={
          <span className="row">
            <ButtonAnchor small href={exportAddress("jsonl", filters)} download>{t("audit.export.jsonl")}</ButtonAnchor>
            <ButtonAnchor small href={exportAddress("csv", filters)} download>{t("audit.export.csv")}</ButtonAnchor>
          </span>
        } />
      <div className="stack">
        <Verification />
        <section className="stack-s" aria-labelledby="audit-entries">
          <h2 id="audit-entries">{t("audit.entries")}</h2>
          <AuditList query={query} actions={head.data?.actions ?? []} filters={filters} onChange={choose} empty={t("audit.empty.title")} />
        </section>
      </div>
    </>
  );
}
