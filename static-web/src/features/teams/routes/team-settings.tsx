import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { changeTeam, teamQuery, type Team } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";
import { TeamFields } from "../components/team-form";

/** What those who manage a team can change. */
export default function TeamSettings() {
  const { language } = useTexts();
  const { id = "" } = useParams();
  return <Loading query={useQuery(teamQuery(id, language))}>{(team) => <SettingsForm team={team} />}</Loading>;
}

function SettingsForm({ team }: { team: Tagged<Team> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => ({ name: team.name, description: team.description ?? "", type: team.type, takesApplications: team.takesApplications }));
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const save = useMutation({
    mutationFn: () => changeTeam(team.id, { ...draft, name: draft.name.trim(), description: draft.description.trim() }, team.etag),
    onSuccess: () => {
      for (const key of ["team", "organization", "my-teams"]) void client.invalidateQueries({ queryKey: [key] });
      fail({});
      notices.show(t("teams.settings.saved"));
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : teamRefusal(error, t));
      if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: ["team", team.id] });
    },
  });
  const submit = () => (draft.name.trim() ? save.mutate() : fail({ name: t("errors.field.required") }));
  return (
    <form className="stack form narrow" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <h2>{t("teams.settings.title")}</h2>
      <ErrorSummary {...problem} />
      <TeamFields draft={draft} change={(part) => setDraft((now) => ({ ...now, ...part }))} errors={problem.errors} />
      <div><Button tone="primary" type="submit" working={save.isPending}>{t("teams.settings.save")}</Button></div>
    </form>
  );
}
