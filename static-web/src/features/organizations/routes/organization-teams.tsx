import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { organizationQuery, teamsQuery, type TeamSummary } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { SearchField } from "@/components/ui/fields";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";

/** The teams of an organization. */
export default function OrganizationTeams() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const [typed, setTyped] = useState("");
  const text = useRested(typed).trim();
  const organization = useQuery(organizationQuery(id)).data;
  const query = useInfiniteQuery(teamsQuery(id, text));
  const make = organization?.can.createTeam && <ButtonLink tone="primary" to={`/organizations/${id}/teams/new`}>{t("teams.create")}</ButtonLink>;
  return (
    <section className="stack" aria-labelledby="teams-title">
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const total = pages[0]?.total ?? 0;
          if (total === 0 && !text) {
            return <EmptyState title={t("organizations.teams.emptyTitle")} actions={make}><p>{make ? t("organizations.teams.emptyText") : t("organizations.teams.noneText")}</p></EmptyState>;
          }
          return (
            <>
              <div className="row-apart"><h2 id="teams-title">{t("organizations.teams.title")}</h2>{make}</div>
              <SearchField label={t("organizations.teams.search")} value={typed} onChange={setTyped} />
              {items.length === 0
                ? <EmptyState title={t("organizations.nothingTitle")} actions={<Button onPress={() => setTyped("")}>{t("shell.list.clearSearch")}</Button>}><p>{t("organizations.nothingText")}</p></EmptyState>
                : <ul className="cards">{items.map((team) => <Card key={team.id} team={team} />)}</ul>}
              <Pager shown={items.length} total={total} pages={query} />
            </>
          );
        }}
      </Loading>
    </section>
  );
}

function Card({ team }: { team: TeamSummary }) {
  const { t } = useTexts();
  return (
    <li className="card card-link stack-s">
      <h3><Link to={`/teams/${team.id}`}><bdi>{team.name}</bdi></Link></h3>
      <p className="small soft">{t(`teams.types.${team.type}`)}</p>
      {team.takesApplications && <p className="small"><span className="tag">{t("teams.takesApplications")}</span></p>}
    </li>
  );
}
