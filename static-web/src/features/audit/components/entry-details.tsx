import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import type { AuditEntry, AuditFilters } from "../api/audit";

/** All that an entry says: each field before and after, the particulars, and its place in the chain. */
export function EntryDetails({ entry, onFilter }: { entry: AuditEntry; onFilter: (filters: AuditFilters) => void }) {
  const { t, format } = useTexts();
  const { actor, object, correlation, changes } = entry;
  return (
    <div className="stack-s audit-details">
      {changes.length > 0 && (
        <div className="table">
          <table>
            <caption className="small">{t("audit.changes.caption")}</caption>
            <thead><tr><th scope="col">{t("audit.changes.field")}</th><th scope="col">{t("audit.changes.before")}</th><th scope="col">{t("audit.changes.after")}</th></tr></thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.field}><th scope="row"><code>{change.field}</code></th><Value text={change.before} /><Value text={change.after} /></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <dl className="facts">
        <dt>{t("audit.filter.action")}</dt><dd><code>{entry.action}</code></dd>
        <dt>{t("audit.filter.actor")}</dt><dd>{actor.name && `${actor.name} `}<span className="audit-id">{actor.id}</span></dd>
        {object && <><dt>{t("audit.filter.object")}</dt><dd>{object.name && `${object.name} `}<span className="audit-id">{object.id}</span></dd></>}
        <dt>{t("audit.details")}</dt><dd><pre className="audit-json" tabIndex={0} aria-label={t("audit.details")}>{JSON.stringify(entry.details, null, 2)}</pre></dd>
        <dt>{t("audit.recordedAt")}</dt><dd>{format.moment(entry.recordedAt)}</dd>
        {correlation && <><dt>{t("audit.filter.correlation")}</dt><dd className="audit-id">{correlation}</dd></>}
        <dt>{t("audit.hash")}</dt><dd className="audit-id">{entry.hash}</dd>
        <dt>{t("audit.previous")}</dt><dd className="audit-id">{entry.previous}</dd>
      </dl>
      <div className="row">
        <Button small onPress={() => onFilter({ actor: actor.id })}>{t("audit.sameActor")}</Button>
        {object && <Button small onPress={() => onFilter({ object: object.id })}>{t("audit.sameObject")}</Button>}
        {correlation && <Button small onPress={() => onFilter({ correlation })}>{t("audit.sameRequest")}</Button>}
      </div>
    </div>
  );
}

function Value({ text }: { text: string | undefined }) {
  return <td className="audit-value">{text === undefined ? <span className="soft">—</span> : <bdi>{text}</bdi>}</td>;
}
