import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Tagged } from "@/api/client";
import { decide, decisionsOf, privacySettingsQuery, type PrivacyDecisions } from "@/api/privacy";
import { isProblem } from "@/api/problem";
import type { PrivacySettings as Settings } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { Recipients } from "../components/recipients";
import { RetentionTable } from "../components/retention-table";

/** Who answers for personal data, and for how long what is kept. */
export default function PrivacySettings() {
  const { t, language } = useTexts();
  useTitle(t("privacy.desk.settings"));
  const query = useQuery(privacySettingsQuery(language));
  return <Loading query={query} lines={12}>{(settings) => <SettingsForm settings={settings} />}</Loading>;
}

const lines = ["controller", "postalAddress", "contact", "dataProtectionOfficer", "supervisoryAuthority"] as const;

function SettingsForm({ settings }: { settings: Tagged<Settings> }) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<PrivacyDecisions>(() => decisionsOf(settings));
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const change = (part: Partial<PrivacyDecisions>) => setDraft((now) => ({ ...now, ...part }));
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const save = useMutation({
    mutationFn: () => decide({ ...draft, recipients: draft.recipients.filter((one) => one.name.trim() || one.role.trim()) }, settings.etag),
    onSuccess: (saved) => {
      client.setQueryData(privacySettingsQuery(language).queryKey, saved);
      setDraft(decisionsOf(saved));
      void client.invalidateQueries({ queryKey: ["processing"] });
      void client.invalidateQueries({ queryKey: ["legal-source"] });
      fail({});
      notices.show(t("privacy.settings.saved"));
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
      if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: ["privacy-settings"] });
    },
  });
  return (
    <form className="stack-l form" noValidate onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <ErrorSummary {...problem} />
      <section className="stack narrow" aria-labelledby="controller">
        <h2 id="controller">{t("privacy.settings.controller")}</h2>
        <p className="measure soft">{t("privacy.settings.controllerText")}</p>
        {lines.map((name) => (
          <TextField key={name} name={name} label={t(`privacy.settings.fields.${name}`)} hint={t(`privacy.settings.hints.${name}`)} optional
            value={draft[name] ?? ""} onChange={(text) => change({ [name]: text })} error={problem.errors[name]} />
        ))}
      </section>
      <Recipients recipients={draft.recipients} onChange={(recipients) => change({ recipients })} />
      <section className="stack-s narrow" aria-labelledby="grace">
        <h2 id="grace">{t("privacy.settings.grace")}</h2>
        <div className="field">
          <label className="field-label" htmlFor="field-erasureGraceDays">{t("privacy.settings.graceDays")}</label>
          <p className="field-hint" id="field-erasureGraceDays-hint">{t("privacy.settings.graceHint")}</p>
          {problem.errors.erasureGraceDays && <p className="field-error">{problem.errors.erasureGraceDays}</p>}
          <input id="field-erasureGraceDays" className="input retention-days" type="number" min={0} max={30} value={draft.erasureGraceDays} aria-describedby="field-erasureGraceDays-hint"
            onChange={(event) => change({ erasureGraceDays: Number(event.target.value) })} />
        </div>
      </section>
      <RetentionTable settings={settings} days={draft.retentionDays} errors={problem.errors} onChange={(retentionDays) => change({ retentionDays })} />
      <div><Button tone="primary" type="submit" working={save.isPending}>{t("privacy.settings.save")}</Button></div>
    </form>
  );
}
