import { useMemo } from "react";
import { SelectField } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";

/** The official languages of the European Union and of its neighbours, and those that many people speak who live there. */
const offered = ("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv is no nb nn lb ca eu gl cy uk ru be sr bs mk sq tr ka hy az ar fa ur hi bn pa ta zh ja ko vi th tl so am ti sw he yi rm").split(" ");

/** The languages a person speaks: added one by one, the best first, each with a way to take it out. */
export function SpokenLanguages({ value, onChange, error }: { value: readonly string[]; onChange: (codes: string[]) => void; error: string | undefined }) {
  const { t, format, language } = useTexts();
  const options = useMemo(
    () => offered.map((code) => ({ value: code, label: format.language(code) })).sort((one, other) => one.label.localeCompare(other.label, language)),
    [format, language],
  );
  return (
    <div className="stack-s">
      <SelectField name="spokenLanguages" label={t("profile.spoken")} hint={t("profile.spokenHint")} value="" placeholder={t("profile.spokenAdd")} error={error}
        onChange={(code) => { if (code && !value.includes(code)) onChange([...value, code]); }}
        options={options.filter((option) => !value.includes(option.value))} />
      {value.length > 0 && (
        <ul className="row">
          {value.map((code) => (
            <li key={code}>
              <button type="button" className="chip" aria-label={t("profile.spokenRemove", { language: format.language(code) })} onClick={() => onChange(value.filter((one) => one !== code))}>
                {format.language(code)}<Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
