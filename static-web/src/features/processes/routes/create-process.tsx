import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { createProcess, processQuery } from "@/api/processes";
import { meQuery } from "@/api/session";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary, SelectField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { languages, useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { useDraft } from "@/lib/hooks";
import { newKey } from "@/lib/keys";
import { notices } from "@/lib/notices";
import { AimField, check, IdeaFields, NameField } from "../components/process-fields";
import "../processes.css";

const blank = { name: "", language: "", aim: "", idea: "", challenges: "" };

/** First step of a process: its name, its language, what it is for. */
export default function CreateProcess() {
  const { t, language, format } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const me = useQuery(meQuery).data;
  const { draft, change, forget } = useDraft("create-process", blank);
  const [intention, setIntention] = useState(newKey);
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));

  const offered = me && me.tenant.languages.length > 0 ? me.tenant.languages : Object.keys(languages);
  const chosen = draft.language || (offered.includes(language) ? language : (offered[0] ?? "en"));

  const create = useMutation({
    mutationFn: () => createProcess({
      name: draft.name.trim(), language: chosen, aim: draft.aim.trim() || undefined, idea: draft.idea.trim() || undefined, challenges: draft.challenges.trim() || undefined,
    }, intention),
    onSuccess: (process) => {
      forget();
      client.setQueryData(processQuery(process.id).queryKey, process);
      void client.invalidateQueries({ queryKey: ["processes"] });
      notices.show(t("processes.form.created", { name: process.name }));
      const schema = parameters.get("schema");
      void navigate(`/processes/${process.id}/schema${schema ? `?schema=${encodeURIComponent(schema)}` : ""}`);
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
      // A refusal ends this intention; the mended form is another one.
      setIntention(newKey());
    },
  });

  const submit = () => {
    const faults = Object.entries(check(draft)).map(([field, code]) => [field, t(`errors.field.${code}`)]);
    if (faults.length > 0) return fail(Object.fromEntries(faults));
    create.mutate();
  };

  const form = { draft, change, errors: problem.errors };
  return (
    <div className="narrow">
      <PageHead title={t("processes.form.title")} lead={t("processes.form.intro")} back={{ to: "/processes", label: t("processes.title") }} />
      <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <NameField {...form} />
        <SelectField name="language" label={t("processes.form.language")} hint={t("processes.form.languageHint")} value={chosen} onChange={(value) => change({ language: value })} error={problem.errors.language}
          options={offered.map((code) => ({ value: code, label: format.language(code) }))} />
        <AimField {...form} />
        <details open={!!(draft.idea || draft.challenges || problem.errors.idea || problem.errors.challenges) || undefined}>
          <summary className="more-fields">{t("processes.form.more")}</summary>
          <div className="stack form"><IdeaFields {...form} /></div>
        </details>
        <div className="row">
          <Button tone="primary" type="submit" working={create.isPending}>{t("processes.form.submit")}</Button>
          <ButtonLink to="/processes">{t("shell.cancel")}</ButtonLink>
        </div>
      </form>
    </div>
  );
}
