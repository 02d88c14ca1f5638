import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { isAdministrator, meQuery } from "@/api/session";
import { acceptTeamInvitation, declineTeamInvitation, firstStepsQuery, myApplicationsQuery, myInvitationsQuery, type FirstSteps, type MyApplication, type MyInvitation } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

/** What waits for the reader among people: first steps of a new platform, invitations, answers to applications. Nothing of it, nothing shown. */
export default function PeopleBlock() {
  const { language } = useTexts();
  const me = useQuery(meQuery).data;
  const steps = useQuery({ ...firstStepsQuery, enabled: isAdministrator(me) }).data;
  const invitations = useQuery(myInvitationsQuery(language)).data?.items ?? [];
  const applications = useQuery(myApplicationsQuery).data?.items.filter(recent) ?? [];
  const unfinished = steps && !(steps.organization && steps.team && steps.invited && steps.process);
  if (!unfinished && invitations.length === 0 && applications.length === 0) return null;
  return (
    <div className="stack home-people">
      {unfinished && <Steps steps={steps} />}
      {invitations.length > 0 && <Invitations invitations={invitations} />}
      {applications.length > 0 && <Applications applications={applications} />}
    </div>
  );
}

/** Those that wait, and answers of the last two weeks. */
const recent = (application: MyApplication) =>
  application.state === "pending" || (application.state !== "withdrawn" && Date.now() - new Date(application.decidedAt ?? 0).getTime() < 14 * 86_400_000);

function Steps({ steps }: { steps: FirstSteps }) {
  const { t } = useTexts();
  const list = [
    { key: "organization", done: !!steps.organization, to: "/organizations/new" },
    { key: "team", done: !!steps.team, to: steps.organization ? `/organizations/${steps.organization}/teams/new` : undefined },
    { key: "people", done: steps.invited, to: steps.team ? `/teams/${steps.team}/invitations` : undefined },
    { key: "process", done: steps.process, to: "/processes/new" },
  ] as const;
  const next = list.find((step) => !step.done);
  return (
    <section className="callout stack" aria-labelledby="first-steps">
      <h2 id="first-steps">{t("teams.steps.title")}</h2>
      <ol className="home-steps">
        {list.map((step, index) => (
          <li key={step.key}>
            <span className="number-mark hue-1" aria-hidden="true">{step.done ? <Icon name="check" size={16} /> : index + 1}</span>
            <span className="stack-s">
              {step.done || !step.to
                ? <span className={step.done ? "soft" : undefined}>{t(`teams.steps.${step.key}`)}{step.done && <span className="hidden"> – {t("teams.steps.done")}</span>}</span>
                : step === next
                  ? <span><ButtonLink tone="primary" small to={step.to}>{t(`teams.steps.${step.key}`)}</ButtonLink></span>
                  : <Link to={step.to}>{t(`teams.steps.${step.key}`)}</Link>}
              <span className="small soft">{t(`teams.steps.${step.key}Why`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Invitations({ invitations }: { invitations: MyInvitation[] }) {
  const { t } = useTexts();
  return (
    <section className="stack" aria-labelledby="my-invitations">
      <h2 id="my-invitations">{t("teams.mine.listTitle")}</h2>
      <ul className="rows rows-airy">{invitations.map((one) => <Invitation key={one.id} invitation={one} />)}</ul>
    </section>
  );
}

function Invitation({ invitation }: { invitation: MyInvitation }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const team = invitation.team.name;
  const answered = (text: string) => {
    for (const key of ["my-invitations", "my-invitation", "my-teams", "team", "organizations"]) void client.invalidateQueries({ queryKey: [key] });
    notices.show(text);
  };
  const refuse = (error: unknown) => notices.show(teamRefusal(error, t), "harm");
  const accept = useMutation({ mutationFn: () => acceptTeamInvitation(invitation.id), onSuccess: () => answered(t("teams.mine.accepted", { team })), onError: refuse });
  const decline = useMutation({ mutationFn: () => declineTeamInvitation(invitation.id), onSuccess: () => answered(t("teams.mine.declined")), onError: refuse });
  return (
    <li className="row-apart">
      <div className="grow">
        <p><Link to={`/invitations/${invitation.id}`}><bdi>{team}</bdi></Link></p>
        <p className="small soft">{t("teams.mine.lead", { name: invitation.invitedBy, organization: invitation.organizationName.text })}</p>
      </div>
      <div className="row">
        <Button tone="primary" small working={accept.isPending} onPress={() => accept.mutate()} aria-label={`${t("teams.mine.accept")}: ${team}`}>{t("teams.mine.accept")}</Button>
        <Button small working={decline.isPending} onPress={() => decline.mutate()} aria-label={`${t("teams.mine.decline")}: ${team}`}>{t("teams.mine.decline")}</Button>
      </div>
    </li>
  );
}

function Applications({ applications }: { applications: MyApplication[] }) {
  const { t } = useTexts();
  return (
    <section className="stack" aria-labelledby="my-applications">
      <h2 id="my-applications">{t("teams.apply.listTitle")}</h2>
      <ul className="rows rows-airy">
        {applications.map((one) => (
          <li key={one.id} className="stack-s">
            <p><Link to={`/teams/${one.team}`}><bdi>{one.teamName}</bdi></Link> · {t(`teams.apply.state.${one.state}`)}</p>
            {one.reason && <p className="small">{t("teams.apply.reason")} <bdi>{one.reason}</bdi></p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
