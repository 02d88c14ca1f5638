import { useTexts } from "@/i18n";
import { brightened, contrastOn, grounds, isColour, leastContrast, type Ground } from "@/lib/colour";
import type { FieldErrors } from "@/lib/forms";
import { Icon } from "@/components/ui/icons";
import type { Draft } from "../api/draft";

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; errors: FieldErrors };

/** One colour for each theme, with how well it can be read while it is chosen. */
export function AccentFields({ draft, change, errors }: Props) {
  const { t } = useTexts();
  const derived = isColour(draft.light) ? brightened(draft.light) : "";
  return (
    <fieldset className="stack-s">
      <legend className="field-label">{t("tenants.accent.title")}</legend>
      <p className="field-hint">{t("tenants.accent.hint")}</p>
      <label className="check"><input type="radio" name="own" checked={!draft.own} onChange={() => change({ own: false })} />{t("tenants.accent.ours")}</label>
      <label className="check"><input type="radio" name="own" checked={draft.own} onChange={() => change({ own: true })} />{t("tenants.accent.own")}</label>
      {draft.own && (
        <>
          <Accent ground="light" value={draft.light} error={errors["accent.light"]} onChange={(light) => change({ light })} />
          <Accent ground="dark" value={draft.dark} derived={derived} error={errors["accent.dark"]} onChange={(dark) => change({ dark })} />
        </>
      )}
    </fieldset>
  );
}

type AccentProps = { ground: Ground; value: string; derived?: string; error?: string; onChange: (value: string) => void };

/** A colour as text and in the device's own picker, and a sample on its ground. */
function Accent({ ground, value, derived, error, onChange }: AccentProps) {
  const { t, format } = useTexts();
  const id = `field-accent.${ground}`;
  const colour = value.trim() || derived || "";
  const known = isColour(colour);
  const ratio = known ? Math.floor(contrastOn(colour, ground) * 100) / 100 : 0;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{t(`tenants.accent.${ground}`)} {derived !== undefined && <span className="field-optional">({t("shell.optional")})</span>}</label>
      {derived !== undefined && <p className="field-hint" id={`${id}-hint`}>{t("tenants.accent.derived")}</p>}
      {error && <p className="field-error" id={`${id}-error`}><Icon name="attention" size={16} />{error}</p>}
      <div className="row">
        <input id={id} name={`accent.${ground}`} className="input accent-code" value={value} placeholder={derived} maxLength={7} spellCheck={false} autoComplete="off"
          onChange={(event) => onChange(event.target.value)} aria-invalid={error ? true : undefined} aria-describedby={[derived !== undefined ? `${id}-hint` : "", error ? `${id}-error` : "", `${id}-contrast`].filter(Boolean).join(" ")} />
        <input type="color" className="accent-picker" aria-label={t(`tenants.accent.pick.${ground}`)} value={known ? colour : "#000000"} onChange={(event) => onChange(event.target.value)} />
        {known && <span className="accent-sample" style={{ color: colour, background: grounds[ground][1] }}>{t("tenants.accent.sample")}</span>}
      </div>
      <p className={known && ratio < leastContrast ? "field-error" : "field-hint"} id={`${id}-contrast`} role="status">
        {known ? t(ratio < leastContrast ? "tenants.accent.tooLow" : "tenants.accent.enough", { ratio: format.number(ratio) }) : t("tenants.accent.form")}
      </p>
    </div>
  );
}
