import { SelectField, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { termTexts } from "@/i18n/terms";
import type { FieldErrors } from "@/lib/forms";
import type { Draft } from "../api/draft";

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; errors: FieldErrors; language: string; onLanguage: (language: string) => void };

/** The tenant's own words for ours, one language at a time. */
export function TermFields({ draft, change, errors, language, onLanguage }: Props) {
  const { t, language: reader } = useTexts();
  const names = new Intl.DisplayNames([reader], { type: "language" });
  const set = (term: string, word: string) => change({ terminology: { ...draft.terminology, [term]: { ...draft.terminology[term], [language]: word } } });
  return (
    <section className="stack" aria-labelledby="terms-title">
      <div>
        <h2 id="terms-title">{t("tenants.terms.title")}</h2>
        <p className="field-hint">{t("tenants.terms.hint")}</p>
      </div>
      <SelectField name="terms-language" label={t("tenants.terms.language")} value={language} onChange={onLanguage}
        options={draft.languages.map((code) => ({ value: code, label: names.of(code) ?? code }))} />
      <div className="term-grid">
        {(Object.keys(termTexts) as (keyof typeof termTexts)[]).map((term) => (
          <TextField key={term} name={`terminology.${term}.${language}`} label={t(`tenants.terms.words.${term}`)} error={errors[`terminology.${term}.${language}`]}
            value={draft.terminology[term]?.[language] ?? ""} onChange={(word) => set(term, word)} />
        ))}
      </div>
    </section>
  );
}
