import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { meQuery } from "@/api/session";
import { removeMember, teamQuery, type Team } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Loading } from "@/components/ui/states";
import { Markdown } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";
import { ApplyBox } from "../components/apply-box";

/** What a team does, and the way in or out of it. */
export default function TeamAbout() {
  const { language } = useTexts();
  const { id = "" } = useParams();
  return <Loading query={useQuery(teamQuery(id, language))}>{(team) => <About team={team} />}</Loading>;
}

function About({ team }: { team: Team }) {
  const { t } = useTexts();
  return (
    <div className="stack narrow">
      <h2>{t("teams.tabs.about")}</h2>
      {team.description ? <Markdown text={team.description} /> : <p className="soft">{t("teams.about.noDescription")}</p>}
      {team.can.manage && (
        <div className="row">
          <ButtonLink tone="primary" to={`/teams/${team.id}/invitations`}>{t("teams.about.invite")}</ButtonLink>
          <ButtonLink to={`/teams/${team.id}/import`}>{t("teams.about.import")}</ButtonLink>
        </div>
      )}
      {team.can.leave ? <Leave team={team} /> : <ApplyBox team={team} />}
    </div>
  );
}

function Leave({ team }: { team: Team }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const me = useQuery(meQuery).data;
  const leave = useMutation({
    mutationFn: () => removeMember(team.id, me?.subject ?? ""),
    onSuccess: () => {
      for (const key of ["team", "my-teams", "organizations", "organization"]) void client.invalidateQueries({ queryKey: [key] });
      notices.show(t("teams.leave.done", { name: team.name }));
      void navigate("/");
    },
    onError: (error) => notices.show(teamRefusal(error, t), "harm"),
    onSettled: () => setAsked(false),
  });
  return (
    <section className="callout stack-s">
      <h3>{t("teams.about.member")}</h3>
      <div><Button small onPress={() => setAsked(true)}>{t("teams.leave.action")}</Button></div>
      <ConfirmDialog open={asked} title={t("teams.leave.title", { name: team.name })} text={t("teams.leave.text")} confirm={t("teams.leave.action")} keep={t("teams.leave.keep")}
        working={leave.isPending} onConfirm={() => leave.mutate()} onClose={() => setAsked(false)} />
    </section>
  );
}
