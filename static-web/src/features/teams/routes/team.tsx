import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet, useParams } from "react-router";
import { applicationsQuery, teamQuery, type Team } from "@/api/teams";
import { PageHead, Tabs } from "@/components/ui/page";
import { Loading, Skeleton } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import "../teams.css";

/** What is around every page of a team. */
export default function TeamPage() {
  const { language } = useTexts();
  const { id = "" } = useParams();
  return <Loading query={useQuery(teamQuery(id, language))}>{(team) => <Frame team={team} />}</Loading>;
}

function Frame({ team }: { team: Team }) {
  const { t } = useTexts();
  const root = `/teams/${team.id}`;
  const waiting = useInfiniteQuery({ ...applicationsQuery(team.id, { state: ["pending"] }), enabled: team.can.manage }).data?.pages[0]?.total ?? 0;
  return (
    <>
      <PageHead title={team.name} back={{ to: `/organizations/${team.organization}`, label: team.organizationName.text }}>
        <p className="soft">{t(`teams.types.${team.type}`)}</p>
      </PageHead>
      <Tabs label={t("teams.tabs.label")} tabs={[
        { to: root, label: t("teams.tabs.about"), end: true },
        ...(team.can.seeMembers ? [{ to: `${root}/members`, label: t("teams.tabs.members") }] : []),
        ...(team.can.manage ? [
          { to: `${root}/invitations`, label: t("teams.tabs.invitations") },
          { to: `${root}/applications`, label: waiting > 0 ? t("teams.tabs.applicationsWaiting", { count: waiting }) : t("teams.tabs.applications") },
          { to: `${root}/import`, label: t("teams.tabs.import") },
          { to: `${root}/settings`, label: t("teams.tabs.settings") },
        ] : []),
      ]} />
      <Suspense fallback={<Skeleton />}><Outlet /></Suspense>
    </>
  );
}
