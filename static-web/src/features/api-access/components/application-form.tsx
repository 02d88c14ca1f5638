import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { isProblem } from "@/api/problem";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { scopes, type Application, type Draft } from "../api/applications";
import { ScopeChoice } from "./scope-choice";

type Props = {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  submit: string;
  back: string;
  save: () => Promise<Application>;
  onSaved: (saved: Application) => void;
  /** Takes what somebody else has saved meanwhile, instead of what was typed. */
  showLatest?: () => void;
};

/** What an application is and may do; the same form for a new one and for a change. */
export function ApplicationForm({ draft, change, submit, back, save, onSaved, showLatest }: Props) {
  const { t } = useTexts();
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const form = useRef<HTMLFormElement>(null);
  const saving = useMutation({
    mutationFn: save,
    onSuccess: onSaved,
    onError: (error) => {
      const errors = fieldErrors(error, t, Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`clients[${index}]`, "clients"])));
      fail(errors, Object.keys(errors).length > 0 ? undefined : isProblem(error, 412) ? t("administration.changed.text") : refusalText(error, t));
    },
  });
  const send = () => {
    const errors: FieldErrors = {};
    if (!draft.name.trim()) errors.name = t("errors.field.required");
    if (draft.scopes.length === 0) errors.scopes = t("apiAccess.scopes.none");
    if (!/^\d{1,4}$/.test(draft.requestsPerMinute)) errors.requestsPerMinute = t("errors.field.out_of_range");
    if (Object.keys(errors).length > 0) fail(errors);
    else saving.mutate();
  };
  const showTheirs = () => {
    showLatest?.();
    fail({});
    saving.reset();
    form.current?.querySelector("input")?.focus();
  };
  const { errors } = problem;
  return (
    <form ref={form} className="stack narrow" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...problem}>{isProblem(saving.error, 412) && <div><Button small onPress={showTheirs}>{t("administration.changed.show")}</Button></div>}</ErrorSummary>
      <TextField name="name" required label={t("apiAccess.form.name")} hint={t("apiAccess.form.nameHint")} value={draft.name} onChange={(name) => change({ name })} error={errors.name} />
      <TextArea name="description" optional rows={3} limit={1000} label={t("apiAccess.form.description")} value={draft.description} onChange={(description) => change({ description })} error={errors.description} />
      <TextField name="contact" optional type="email" label={t("apiAccess.form.contact")} hint={t("apiAccess.form.contactHint")} value={draft.contact} onChange={(contact) => change({ contact })} error={errors.contact} />
      <ScopeChoice among={scopes} chosen={draft.scopes} error={errors.scopes} onChange={(chosen) => change({ scopes: chosen })} />
      <TextField name="requestsPerMinute" label={t("apiAccess.form.rate")} hint={t("apiAccess.form.rateHint")} value={draft.requestsPerMinute} onChange={(requestsPerMinute) => change({ requestsPerMinute })} error={errors.requestsPerMinute} />
      <TextArea name="clients" optional rows={2} label={t("apiAccess.form.clients")} hint={t("apiAccess.form.clientsHint")} value={draft.clients} onChange={(clients) => change({ clients })} error={errors.clients} />
      <div className="row">
        <Button tone="primary" type="submit" working={saving.isPending}>{submit}</Button>
        <ButtonLink to={back}>{t("shell.cancel")}</ButtonLink>
      </div>
    </form>
  );
}
