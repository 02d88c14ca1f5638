import { useTexts } from "@/i18n";
import type { ApplicationScope } from "../api/applications";

type Props = { among: readonly ApplicationScope[]; chosen: ApplicationScope[]; error?: string; onChange: (chosen: ApplicationScope[]) => void };

/** What an application, or a key, may do: each with what it opens. */
export function ScopeChoice({ among, chosen, error, onChange }: Props) {
  const { t } = useTexts();
  const toggle = (scope: ApplicationScope) => onChange(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope]);
  return (
    <fieldset className="plain-set" aria-describedby={error ? "scopes-error" : undefined}>
      <legend>{t("apiAccess.scopes.label")}</legend>
      {error && <p className="field-error" id="scopes-error">{error}</p>}
      {among.map((scope, index) => (
        <label key={scope} className="check">
          <input id={index === 0 ? "field-scopes" : undefined} type="checkbox" name="scopes" value={scope} checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
          <span>{t(`apiAccess.scopes.names.${scope}`)} <code className="small">{scope}</code><span className="small soft application-hint">{t(`apiAccess.scopes.hints.${scope}`)}</span></span>
        </label>
      ))}
    </fieldset>
  );
}
