import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { invite, teamRoles, type TeamRole } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { ErrorSummary, SelectField, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, type FieldErrors } from "@/lib/forms";
import { newKey } from "@/lib/keys";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

const blank = { email: "", name: "", role: "member" as TeamRole, message: "" };

/** Asks one person to join. */
export function InviteForm({ team }: { team: string }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState(blank);
  const [intention, setIntention] = useState(newKey);
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const change = (part: Partial<typeof blank>) => setDraft((now) => ({ ...now, ...part }));
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const send = useMutation({
    mutationFn: () => invite(team, { email: draft.email.trim(), name: draft.name.trim() || undefined, role: draft.role, message: draft.message.trim() || undefined }, intention),
    onSuccess: (invitation) => {
      setDraft({ ...blank, message: draft.message });
      setIntention(newKey());
      setProblem({ errors: {}, round: 0 });
      void client.invalidateQueries({ queryKey: ["team", team, "invitations"] });
      void client.invalidateQueries({ queryKey: ["first-steps"] });
      notices.show(t("teams.invite.sent", { email: invitation.email }));
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : teamRefusal(error, t));
      setIntention(newKey());
    },
  });
  const submit = () => {
    if (!draft.email.trim()) return fail({ email: t("errors.field.required") });
    if (!draft.email.includes("@")) return fail({ email: t("errors.field.not_an_email") });
    send.mutate();
  };
  return (
    <form className="stack form narrow" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <h2>{t("teams.invite.title")}</h2>
      <p className="soft">{t("teams.invite.lead")}</p>
      <ErrorSummary {...problem} />
      <TextField name="email" type="email" autoComplete="off" required label={t("teams.invite.email")} value={draft.email} onChange={(email) => change({ email })} error={problem.errors.email} />
      <TextField name="name" autoComplete="off" optional label={t("teams.invite.name")} value={draft.name} onChange={(name) => change({ name })} error={problem.errors.name} />
      <SelectField name="role" label={t("teams.invite.role")} hint={t("teams.invite.roleHint")} value={draft.role} onChange={(role) => change({ role: role as TeamRole })} options={teamRoles.map((value) => ({ value, label: t(`teams.roles.${value}`) }))} />
      <TextArea name="message" optional rows={2} limit={1000} label={t("teams.invite.message")} value={draft.message} onChange={(message) => change({ message })} error={problem.errors.message} />
      <div><Button tone="primary" type="submit" working={send.isPending}>{t("teams.invite.submit")}</Button></div>
    </form>
  );
}
