import { SelectField } from "@/components/ui/fields";
import { languages as known, useTexts } from "@/i18n";
import type { Draft } from "../api/draft";

/** Which languages the tenant's pages offer, and which one comes first. */
export function LanguageFields({ draft, change, error }: { draft: Draft; change: (part: Partial<Draft>) => void; error?: string }) {
  const { t, language } = useTexts();
  const names = new Intl.DisplayNames([language], { type: "language" });
  const nameOf = (code: string) => names.of(code) ?? code;
  const offered = [...new Set([...Object.keys(known), ...draft.languages])];
  const toggle = (code: string, on: boolean) => change({ languages: on ? [...draft.languages, code] : draft.languages.filter((one) => one !== code) });
  const [first = "", ...others] = draft.languages;
  return (
    <>
      <fieldset>
        <legend className="field-label">{t("tenants.languages.title")}</legend>
        <p className="field-hint">{t("tenants.languages.hint")}</p>
        {offered.map((code) => (
          <label key={code} className="check">
            <input type="checkbox" checked={draft.languages.includes(code)} onChange={(event) => toggle(code, event.target.checked)} />
            {nameOf(code)}
          </label>
        ))}
      </fieldset>
      <SelectField name="languages" label={t("tenants.languages.first")} error={error} value={first} disabled={draft.languages.length === 0}
        options={draft.languages.map((code) => ({ value: code, label: nameOf(code) }))}
        onChange={(code) => change({ languages: [code, ...[first, ...others].filter((one) => one !== code)] })} />
    </>
  );
}
