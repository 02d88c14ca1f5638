import type { PrivacySettings } from "@/api/types";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";

type Props = { settings: PrivacySettings; days: Record<string, number>; errors: FieldErrors; onChange: (days: Record<string, number>) => void };

/** For how long what is kept, why, within which bounds, and what the last run removed. */
export function RetentionTable({ settings, days, errors, onChange }: Props) {
  const { t, format } = useTexts();
  return (
    <section className="stack-s" aria-labelledby="retention">
      <h2 id="retention">{t("privacy.retention.title")}</h2>
      <p className="measure soft">
        {t("privacy.retention.text", { next: format.moment(settings.nextRunAt) })}{" "}
        {settings.lastRunAt ? t("privacy.retention.last", { date: format.moment(settings.lastRunAt) }) : t("privacy.retention.never")}
      </p>
      <div className="table">
        <table>
          <caption className="hidden">{t("privacy.retention.title")}</caption>
          <thead>
            <tr><th scope="col">{t("privacy.retention.kind")}</th><th scope="col">{t("privacy.retention.days")}</th><th scope="col">{t("privacy.retention.bounds")}</th><th scope="col" className="number">{t("privacy.retention.removed")}</th></tr>
          </thead>
          <tbody>
            {settings.retention.map((one) => {
              const error = errors[`retentionDays.${one.kind}`];
              const id = `field-retentionDays.${one.kind}`;
              return (
                <tr key={one.kind}>
                  <th scope="row"><label htmlFor={id}>{one.name}</label><span className="small soft block" id={`${id}-why`}>{one.reason}</span></th>
                  <td>
                    {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
                    {one.minimumDays === one.maximumDays ? <span id={id}>{format.number(one.days)}</span> : (
                      <input id={id} className="input retention-days" type="number" min={one.minimumDays} max={one.maximumDays} value={days[one.kind] ?? one.days}
                        aria-describedby={error ? `${id}-error ${id}-why` : `${id}-why`} aria-invalid={error ? true : undefined}
                        onChange={(event) => onChange({ ...days, [one.kind]: Number(event.target.value) })} />
                    )}
                  </td>
                  <td>{one.minimumDays === one.maximumDays ? t("privacy.retention.fixed") : t("privacy.retention.range", { least: one.minimumDays, most: one.maximumDays, usual: one.defaultDays })}</td>
                  <td className="number">{format.number(one.removed)}{one.unfinished && <span className="small soft block">{t("privacy.retention.more")}</span>}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
