import { useInfiniteQuery } from "@tanstack/react-query";
import { ButtonAnchor } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import { auditQuery } from "../api/audit";
import { AuditList, useAuditFilters } from "../components/audit-list";
import "../audit.css";

/** What was done and refused in running the platform, for who runs it. */
export default function PlatformAudit() {
  const { t } = useTexts();
  const [filters, choose] = useAuditFilters();
  const query = useInfiniteQuery(auditQuery(filters, "/api/platform/audit"));
  const actions = [...new Set(query.data?.pages.flatMap((page) => page.items.map((entry) => entry.action)))];
  return (
    <>
      <PageHead title={t("platform.audit.title")} lead={t("platform.audit.lead")} back={{ to: "/platform", label: t("platform.title") }}
        action={<ButtonAnchor small href="/api/platform/audit/export" download>{t("audit.export.jsonl")}</ButtonAnchor>} />
      <AuditList query={query} actions={actions} filters={filters} onChange={choose} empty={t("platform.audit.empty")} />
    </>
  );
}
