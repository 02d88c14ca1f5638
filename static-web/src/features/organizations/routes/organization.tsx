import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet, useParams } from "react-router";
import { organizationQuery, type Organization } from "@/api/teams";
import { PageHead, Tabs } from "@/components/ui/page";
import { Loading, Skeleton } from "@/components/ui/states";
import { useTexts } from "@/i18n";

/** The text in the reader's language, else in English, else in any. */
export const inLanguage = (texts: Organization["name"], language: string) => texts[language] ?? texts.en ?? Object.values(texts)[0] ?? "";

/** What is around every page of an organization. */
export default function OrganizationPage() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  const root = `/organizations/${id}`;
  return (
    <Loading query={useQuery(organizationQuery(id))}>
      {(organization) => (
        <>
          <PageHead title={inLanguage(organization.name, language)} back={{ to: "/organizations", label: t("organizations.title") }}>
            {!organization.isPublic && <p><span className="tag">{t("organizations.private")}</span></p>}
          </PageHead>
          <Tabs label={t("organizations.tabs.label")} tabs={[
            { to: root, label: t("organizations.tabs.teams"), end: true },
            { to: `${root}/about`, label: t("organizations.tabs.about") },
            ...(organization.can.manage ? [{ to: `${root}/settings`, label: t("organizations.tabs.settings") }] : []),
          ]} />
          <Suspense fallback={<Skeleton />}><Outlet /></Suspense>
        </>
      )}
    </Loading>
  );
}
