import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { createTeam, organizationQuery } from "@/api/teams";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, type FieldErrors } from "@/lib/forms";
import { useDraft } from "@/lib/hooks";
import { newKey } from "@/lib/keys";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";
import { blank, TeamFields, type TeamDraft } from "../components/team-form";

/** A team is made; inviting people comes next. */
export default function CreateTeam() {
  const { id = "" } = useParams();
  const organization = useQuery(organizationQuery(id));
  return <Loading query={organization}>{({ defaultTeamType }) => <Form organization={id} initial={{ ...blank, type: defaultTeamType }} />}</Loading>;
}

function Form({ organization, initial }: { organization: string; initial: TeamDraft }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { draft, change, forget } = useDraft(`create-team-${organization}`, initial);
  const [intention, setIntention] = useState(newKey);
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const create = useMutation({
    mutationFn: () => createTeam(organization, { ...draft, name: draft.name.trim(), description: draft.description.trim() || undefined }, intention),
    onSuccess: (team) => {
      forget();
      for (const key of ["organization", "my-teams", "first-steps"]) void client.invalidateQueries({ queryKey: [key] });
      notices.show(t("teams.form.created", { name: team.name }));
      void navigate(`/teams/${team.id}/invitations`);
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : teamRefusal(error, t));
      setIntention(newKey());
    },
  });
  const submit = () => (draft.name.trim() ? create.mutate() : fail({ name: t("errors.field.required") }));
  return (
    <div className="narrow">
      <PageHead title={t("teams.form.title")} lead={t("teams.form.lead")} back={{ to: `/organizations/${organization}`, label: t("organizations.tabs.teams") }} />
      <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <TeamFields draft={draft} change={change} errors={problem.errors} />
        <div className="row">
          <Button tone="primary" type="submit" working={create.isPending}>{t("teams.form.submit")}</Button>
          <ButtonLink to={`/organizations/${organization}`}>{t("shell.cancel")}</ButtonLink>
        </div>
      </form>
    </div>
  );
}
