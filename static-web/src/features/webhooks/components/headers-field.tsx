import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import { mostHeaders, notShown, type Header } from "../api/draft";

type HeadersProps = { headers: Header[]; onChange: (headers: Header[]) => void; errors: FieldErrors };

/** Headers that a partner's gateway wants to see with every message. */
export function HeadersField({ headers, onChange, errors }: HeadersProps) {
  const { t } = useTexts();
  const set = (place: number, part: Partial<Header>) => onChange(headers.map((header, index) => (index === place ? { ...header, ...part } : header)));
  const general = errors.headers;
  return (
    <fieldset className="field webhook-headers" id="field-headers" tabIndex={-1} aria-describedby="field-headers-hint">
      <legend className="field-label">{t("webhooks.form.headers")} <span className="field-optional">({t("shell.optional")})</span></legend>
      <p className="field-hint" id="field-headers-hint">{t("webhooks.form.headersHint")}{headers.some(({ value }) => value === notShown) && ` ${t("webhooks.form.headersKept")}`}</p>
      {general && <p className="field-error"><Icon name="attention" size={16} />{general}</p>}
      {headers.map((header, place) => {
        const name = header.name.trim();
        const error = name ? errors[`headers.${name}`] : undefined;
        const id = error ? `field-headers.${name}` : `field-header-${place}`;
        return (
          <div key={place} className="stack-s">
            {error && <p className="field-error" id={`${id}-error`}><Icon name="attention" size={16} />{error}</p>}
            <div className="webhook-header">
              <input id={id} className="input" autoComplete="off" aria-label={t("webhooks.form.headerName", { number: place + 1 })} placeholder="X-Api-Key" value={header.name} aria-invalid={error ? true : undefined}
                aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => set(place, { name: event.target.value })} />
              <input className="input" autoComplete="off" aria-label={t("webhooks.form.headerValue", { number: place + 1 })} value={header.value} onChange={(event) => set(place, { value: event.target.value })} />
              <Button square tone="quiet" aria-label={t("webhooks.form.headerRemove", { number: place + 1 })} onPress={() => onChange(headers.filter((_, index) => index !== place))}><Icon name="close" size={18} /></Button>
            </div>
          </div>
        );
      })}
      {headers.length < mostHeaders && <div><Button small onPress={() => onChange([...headers, { name: "", value: "" }])}>{t("webhooks.form.headerAdd")}</Button></div>}
    </fieldset>
  );
}
