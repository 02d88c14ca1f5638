import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { meQuery } from "@/api/session";
import { faceQuery, saveSettings, settingsQuery } from "@/api/tenant";
import type { TenantSettings as Settings } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { contrastOn, isColour, leastContrast } from "@/lib/colour";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { draftOf, editOf, type Draft } from "../api/draft";
import { AccentFields } from "../components/accent-fields";
import { LanguageFields } from "../components/language-fields";
import { LogoField } from "../components/logo-field";
import { TermFields } from "../components/term-fields";
import "../tenants.css";

/** How the tenant shows itself to everybody: for its administrators. */
export default function TenantSettings() {
  const { t } = useTexts();
  const query = useQuery(settingsQuery);
  return (
    <>
      <PageHead title={t("tenants.title")} lead={t("tenants.lead")} back={{ to: "/administration", label: t("tenants.back") }} />
      <Loading query={query}>{(settings) => <><SettingsForm settings={settings} /><Facts settings={settings} /></>}</Loading>
    </>
  );
}

/** When somebody else was quicker, what was typed stays and the new revision is taken. */
function SettingsForm({ settings }: { settings: Tagged<Settings> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const language = draft.languages.includes(chosen) ? chosen : (draft.languages[0] ?? "en");

  const save = useMutation({
    mutationFn: () => saveSettings(editOf(draft), settings.etag),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: faceQuery.queryKey });
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      setDraft(draftOf(saved));
      fail({});
      notices.show(t("tenants.saved"));
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      const word = Object.keys(errors).find((field) => field.startsWith("terminology."));
      if (word) setChosen(word.split(".").pop() ?? language);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
      if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: settingsQuery.queryKey });
    },
  });

  const submit = () => {
    const errors: FieldErrors = {};
    if (!draft.name.trim()) errors.name = t("errors.field.required");
    if (draft.languages.length === 0) errors.languages = t("tenants.languages.none");
    for (const ground of ["light", "dark"] as const) {
      const colour = draft[ground].trim();
      if (!draft.own || (ground === "dark" && !colour)) continue;
      if (!isColour(colour)) errors[`accent.${ground}`] = t("errors.field.not_a_colour");
      else if (contrastOn(colour, ground) < leastContrast) errors[`accent.${ground}`] = t("errors.field.low_contrast");
    }
    if (Object.keys(errors).length > 0) fail(errors);
    else save.mutate();
  };

  const form = { draft, change, errors: problem.errors };
  return (
    <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <ErrorSummary {...problem} />
      <TextField name="name" label={t("tenants.name")} hint={t("tenants.nameHint")} required value={draft.name} error={problem.errors.name} onChange={(name) => change({ name })} />
      <LanguageFields draft={draft} change={change} error={problem.errors.languages} />
      <LogoField settings={settings} />
      <AccentFields {...form} />
      <TextField name="senderName" label={t("tenants.sender")} hint={t("tenants.senderHint")} optional value={draft.senderName} error={problem.errors.senderName} onChange={(senderName) => change({ senderName })} />
      <TermFields {...form} language={language} onLanguage={setChosen} />
      <div><Button tone="primary" type="submit" working={save.isPending}>{t("tenants.save")}</Button></div>
    </form>
  );
}

/** What only whoever runs the platform changes. */
function Facts({ settings }: { settings: Settings }) {
  const { t } = useTexts();
  const facts = [
    ["id", settings.id],
    ["hosts", settings.hosts.join(", ")],
    ["region", settings.dataRegion],
    ["plan", settings.plan],
  ] as const;
  return (
    <section className="stack-s tenant-facts" aria-labelledby="facts-title">
      <h2 id="facts-title">{t("tenants.facts.title")}</h2>
      <p className="field-hint">{t("tenants.facts.hint")}</p>
      <dl>
        {facts.map(([name, value]) => <div key={name}><dt>{t(`tenants.facts.${name}`)}</dt><dd>{value || t("tenants.facts.unset")}</dd></div>)}
      </dl>
    </section>
  );
}
