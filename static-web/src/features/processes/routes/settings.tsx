import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { changeProcess, processQuery } from "@/api/processes";
import type { Process } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { AimField, check, IdeaFields, NameField, type ProcessTexts } from "../components/process-fields";

export default function Settings() {
  const { id = "" } = useParams();
  const query = useQuery(processQuery(id));
  return <Loading query={query}>{(process) => <SettingsForm process={process} />}</Loading>;
}

const textsOf = ({ name, aim = "", idea = "", challenges = "" }: Process): ProcessTexts => ({ name, aim, idea, challenges });

/** Name and texts of the process. When someone else was quicker, what was typed stays and the new revision is taken. */
function SettingsForm({ process }: { process: Tagged<Process> }) {
  const { t } = useTexts();
  useTitle(`${t("processes.settings.title")} – ${process.name}`);
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => textsOf(process));
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const change = (part: Partial<ProcessTexts>) => setDraft((now) => ({ ...now, ...part }));
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));

  const before = textsOf(process);
  const changed = (Object.keys(before) as (keyof ProcessTexts)[]).filter((field) => draft[field].trim() !== before[field].trim());

  const save = useMutation({
    mutationFn: () => changeProcess(process.id, Object.fromEntries(changed.map((field) => [field, draft[field].trim()])), process.etag),
    onSuccess: (saved) => {
      client.setQueryData(processQuery(process.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["process", process.id, "guide"] });
      void client.invalidateQueries({ queryKey: ["processes"] });
      fail({});
      notices.show(t("processes.settings.saved"));
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
      if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: ["process", process.id] });
    },
  });

  const submit = () => {
    const faults = Object.entries(check(draft)).map(([field, code]) => [field, t(`errors.field.${code}`)]);
    if (faults.length > 0) return fail(Object.fromEntries(faults));
    if (changed.length === 0) return notices.show(t("processes.settings.unchanged"), "info");
    save.mutate();
  };

  const form = { draft, change, errors: problem.errors };
  return (
    <form className="stack form narrow" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <h2>{t("processes.settings.title")}</h2>
      <ErrorSummary {...problem} />
      <NameField {...form} />
      <AimField {...form} />
      <IdeaFields {...form} />
      <div><Button tone="primary" type="submit" working={save.isPending}>{t("processes.settings.save")}</Button></div>
    </form>
  );
}
