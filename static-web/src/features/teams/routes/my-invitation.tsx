import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "react-router";
import { acceptTeamInvitation, declineTeamInvitation, myInvitationQuery, type MyInvitation } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

/** Where the mail of an invitation leads somebody who can sign in: yes or no. */
export default function MyInvitationPage() {
  const { language } = useTexts();
  const { id = "" } = useParams();
  return <Loading query={useQuery(myInvitationQuery(id, language))}>{(invitation) => <Answer invitation={invitation} />}</Loading>;
}

function Answer({ invitation }: { invitation: MyInvitation }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const team = invitation.team;
  const after = (to: string, text: string) => {
    for (const key of ["my-invitations", "my-invitation", "my-teams", "team", "organizations"]) void client.invalidateQueries({ queryKey: [key] });
    notices.show(text);
    void navigate(to);
  };
  const refuse = (error: unknown) => notices.show(teamRefusal(error, t), "harm");
  const accept = useMutation({ mutationFn: () => acceptTeamInvitation(invitation.id), onSuccess: () => after(`/teams/${team.id}`, t("teams.mine.accepted", { team: team.name })), onError: refuse });
  const decline = useMutation({ mutationFn: () => declineTeamInvitation(invitation.id), onSuccess: () => after("/", t("teams.mine.declined")), onError: refuse });
  const waits = invitation.state === "pending" && !invitation.expired;
  return (
    <div className="narrow stack">
      <PageHead title={t("teams.mine.title", { team: team.name })} lead={t("teams.mine.lead", { name: invitation.invitedBy, organization: invitation.organizationName.text })} />
      {invitation.message && <blockquote className="callout"><bdi>{invitation.message}</bdi></blockquote>}
      {waits ? (
        <>
          <p className="soft">{t("teams.mine.until", { date: format.date(invitation.expiresAt) })}</p>
          <div className="row">
            <Button tone="primary" working={accept.isPending} onPress={() => accept.mutate()}>{t("teams.mine.accept")}</Button>
            <Button working={decline.isPending} onPress={() => decline.mutate()}>{t("teams.mine.decline")}</Button>
          </div>
        </>
      ) : (
        <>
          <p className="callout">{t(invitation.expired ? "teams.mine.over.expired" : `teams.mine.over.${invitation.state}`)}</p>
          <div>{invitation.state === "accepted" ? <ButtonLink to={`/teams/${team.id}`}>{t("teams.mine.toTeam")}</ButtonLink> : <ButtonLink to="/">{t("shell.nav.home")}</ButtonLink>}</div>
        </>
      )}
    </div>
  );
}
