import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Tagged } from "@/api/client";
import { previewLegalText, publishLegalText } from "@/api/privacy";
import { isProblem } from "@/api/problem";
import type { LegalSource } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ErrorSummary, InlineSelect, TextArea, TextField } from "@/components/ui/fields";
import { Markdown } from "@/components/ui/text";
import { languages, useTexts, type Language } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";

const codes = Object.keys(languages) as Language[];

/** Writes the next version of a text, language by language; what was typed stays when something is refused. */
export function LegalForm({ source }: { source: Tagged<LegalSource> }) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const [texts, setTexts] = useState<Record<string, string>>(source.texts);
  const [changes, setChanges] = useState<Record<string, string>>({});
  const [shown, setShown] = useState<string>(language);
  const [date, setDate] = useState("");
  const [asks, setAsks] = useState(source.document !== "accessibility");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const preview = useMutation({ mutationFn: () => previewLegalText(texts[shown] ?? "", shown), onError: (error) => fail({ [`text-${shown}`]: refusalText(error, t) }) });
  const publish = useMutation({
    mutationFn: () => publishLegalText(source.document, {
      texts: kept(texts), changes: kept(changes), asksConsent: asks, effectiveAt: date ? new Date(`${date}T00:00`).toISOString() : undefined,
    }, source.etag),
    onSuccess: () => {
      notices.show(t("privacy.editor.published"));
      void client.invalidateQueries({ queryKey: ["legal-source"] });
      void client.invalidateQueries({ queryKey: ["legal"] });
    },
    onError: (error) => {
      const errors = fieldErrors(error, t, Object.fromEntries([...codes.map((code) => [`texts.${code}`, `text-${code}`]), ["effectiveAt", "effective"]]));
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
      const first = codes.find((code) => errors[`text-${code}`]);
      if (first) setShown(first);
      if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: ["legal-source"] });
    },
  });
  const write = (text: string) => {
    preview.reset();
    setTexts((now) => ({ ...now, [shown]: text }));
  };

  return (
    <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); publish.mutate(); }}>
      <h2>{t("privacy.editor.next")}</h2>
      <ErrorSummary {...problem} />
      <InlineSelect label={t("privacy.editor.language")} value={shown} onChange={(code) => { preview.reset(); setShown(code); }}
        options={codes.map((value) => ({ value, label: texts[value]?.trim() ? languages[value] : t("privacy.editor.noText", { language: languages[value] }) }))} />
      <TextArea name={`text-${shown}`} label={t("privacy.editor.text", { language: languages[shown as Language] })} hint={t("privacy.editor.hint", { places: source.places.map((place) => `{{${place}}}`).join(" ") })}
        value={texts[shown] ?? ""} onChange={write} rows={18} limit={60_000} error={problem.errors[`text-${shown}`]} />
      <div><Button working={preview.isPending} onPress={() => preview.mutate()}>{t("privacy.editor.preview")}</Button></div>
      {preview.data && <div className="legal-box" tabIndex={0} role="region" aria-label={t("privacy.editor.preview")}><Markdown text={preview.data.text} language={shown} /></div>}
      {source.document !== "accessibility" && (
        <>
          <TextField name="changes" label={t("privacy.editor.changes", { language: languages[shown as Language] })} hint={t("privacy.editor.changesHint")} optional
            value={changes[shown] ?? ""} onChange={(text) => setChanges((now) => ({ ...now, [shown]: text }))} />
          <label className="check"><input type="checkbox" checked={asks} onChange={(event) => setAsks(event.target.checked)} />{t("privacy.editor.asks")}</label>
        </>
      )}
      <div className="field">
        <label className="field-label" htmlFor="field-effective">{t("privacy.editor.from")}</label>
        <p className="field-hint" id="field-effective-hint">{t("privacy.editor.fromHint")}</p>
        {problem.errors.effective && <p className="field-error">{problem.errors.effective}</p>}
        <input id="field-effective" className="input retention-date" type="date" value={date} onChange={(event) => setDate(event.target.value)} aria-describedby="field-effective-hint" />
      </div>
      <div><Button tone="primary" type="submit" working={publish.isPending}>{t("privacy.editor.publish", { version: source.latest + 1 })}</Button></div>
    </form>
  );
}

const kept = (texts: Record<string, string>) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));
