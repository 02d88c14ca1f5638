import { useState } from "react";
import { Link } from "react-router";
import type { ImportEntry, ImportReport } from "@/api/types";
import { Button } from "@/components/ui/button";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { filterEntries, kinds, outcomes, totals, type EntryFilter } from "../api/totals";

const page = 50;

/** What an import did: numbers by kind, then every entry with its remarks. */
export function ReportTable({ report }: { report: ImportReport }) {
  return (
    <>
      <Counts report={report} />
      <Entries entries={report.entries} />
    </>
  );
}

function Counts({ report }: { report: ImportReport }) {
  const { t, format } = useTexts();
  const sum = totals(report.counts);
  return (
    <section className="stack">
      <h2>{t("imports.report.counts")}</h2>
      <div className="table panel" tabIndex={0} role="region" aria-label={t("imports.report.counts")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("imports.report.kind")}</th>
              {outcomes.map((outcome) => <th key={outcome} scope="col" className="number">{t(`imports.report.outcomes.${outcome}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{t(`imports.report.kinds.${kind}`)}</th>
                {outcomes.map((outcome) => <td key={outcome} className="number">{format.number(report.counts[kind]?.[outcome] ?? 0)}</td>)}
              </tr>
            ))}
            <tr>
              <th scope="row">{t("imports.report.total")}</th>
              {outcomes.map((outcome) => <td key={outcome} className="number"><strong>{format.number(sum[outcome])}</strong></td>)}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Entries({ entries }: { entries: ImportEntry[] }) {
  const { t } = useTexts();
  const [filter, setFilter] = useState<EntryFilter>({ text: "", kind: "", outcome: "", onlyWarnings: false });
  const [shown, setShown] = useState(page);
  const change = (part: Partial<EntryFilter>) => {
    setFilter({ ...filter, ...part });
    setShown(page);
  };
  const found = filterEntries(entries, filter);
  return (
    <section className="stack">
      <h2>{t("imports.report.entries")}</h2>
      <div className="report-filters">
        <SearchField label={t("imports.report.search")} value={filter.text} onChange={(text) => change({ text })} />
        <InlineSelect label={t("imports.report.kind")} value={filter.kind} onChange={(kind) => change({ kind })}
          options={[{ value: "", label: t("imports.report.allKinds") }, ...kinds.map((kind) => ({ value: kind, label: t(`imports.report.kinds.${kind}`) }))]} />
        <InlineSelect label={t("imports.report.outcome")} value={filter.outcome} onChange={(outcome) => change({ outcome })}
          options={[{ value: "", label: t("imports.report.allOutcomes") }, ...outcomes.map((outcome) => ({ value: outcome, label: t(`imports.report.outcomes.${outcome}`) }))]} />
        <label className="check"><input type="checkbox" checked={filter.onlyWarnings} onChange={(event) => change({ onlyWarnings: event.target.checked })} />{t("imports.report.onlyWarnings")}</label>
      </div>
      <p className="small soft" role="status">{found.length === 0 ? t("imports.report.none") : t("imports.report.shown", { count: found.length })}</p>
      <ul className="rows">{found.slice(0, shown).map((entry) => <Entry key={`${entry.kind} ${entry.path} ${entry.id}`} entry={entry} />)}</ul>
      {found.length > shown && <div><Button onPress={() => setShown(shown + page)}>{t("shell.list.more")}</Button></div>}
    </section>
  );
}

function Entry({ entry }: { entry: ImportEntry }) {
  const { t } = useTexts();
  const address = entry.outcome === "rejected" ? undefined
    : entry.kind === "interlinker" ? `/catalogue/interlinkers/${encodeURIComponent(entry.id)}`
      : entry.kind === "coproduction_schema" ? `/catalogue/schemas/${encodeURIComponent(entry.id)}` : undefined;
  return (
    <li className="entry">
      <div className="row-apart">
        <strong>{address ? <Link to={address}>{entry.id}</Link> : entry.id}</strong>
        <span className={`tag outcome-${entry.outcome}`}>{t(`imports.report.outcomes.${entry.outcome}`)}</span>
      </div>
      <p className="small soft">{t(`imports.report.kinds.${entry.kind}`)} · {entry.path}</p>
      {entry.error && <p className="field-error"><Icon name="attention" size={16} />{entry.error.message}</p>}
      {entry.warnings.length > 0 && (
        <details className="entry-warnings">
          <summary>{t("imports.report.warnings", { count: entry.warnings.length })}</summary>
          <ul>
            {entry.warnings.map((warning, index) => (
              <li key={index}><span lang="en">{warning.message}</span>{warning.field && <span className="soft"> {t("imports.report.field", { field: warning.field })}</span>}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
