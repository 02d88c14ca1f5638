import { Button } from "@/components/ui/button";
import { eventNounText, eventText } from "@/components/ui/event-words";
import { InlineSelect } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { filterNames, type AuditFilters } from "../api/audit";

type FilterProps = { actions: string[]; filters: AuditFilters; onChange: (filters: AuditFilters) => void };

/** What to look for. Persons, objects and requests are chosen at an entry, and shown here to be taken away again. */
export function AuditFilter({ actions, filters, onChange }: FilterProps) {
  const { t } = useTexts();
  const set = (name: keyof AuditFilters) => (value: string) => onChange({ ...filters, [name]: value || undefined });
  const nouns = [...new Set(actions.map((action) => action.split(".")[0] ?? ""))].filter((noun) => actions.filter((one) => one.startsWith(`${noun}.`)).length > 1);
  const known = [...nouns, ...actions, ...(filters.action ? [filters.action] : [])].filter((one, place, all) => all.indexOf(one) === place).sort();
  const options = known.map((one) => ({ value: one, label: one.includes(".") ? eventText(one, t) : t("audit.filter.allOf", { noun: eventNounText(one, t) }) }));
  const chosen = (["actor", "object", "correlation"] as const).filter((name) => filters[name]);
  return (
    <form className="stack-s" role="search" aria-label={t("audit.filter.label")} onSubmit={(event) => event.preventDefault()}>
      <div className="audit-filter">
        <InlineSelect label={t("audit.filter.action")} value={filters.action ?? ""} onChange={set("action")}
          options={[{ value: "", label: t("audit.filter.any") }, ...options]} />
        <InlineSelect label={t("audit.filter.outcome")} value={filters.outcome ?? ""} onChange={set("outcome")}
          options={[{ value: "", label: t("audit.filter.any") }, { value: "done", label: t("audit.outcomes.done") }, { value: "refused", label: t("audit.outcomes.refused") }]} />
        <Day name="from" label={t("audit.filter.from")} value={filters.from} onChange={set("from")} />
        <Day name="to" label={t("audit.filter.to")} value={filters.to} onChange={set("to")} />
      </div>
      {filterNames.some((name) => filters[name]) && (
        <div className="row">
          {chosen.map((name) => (
            <button key={name} type="button" className="chip" onClick={() => set(name)("")} aria-label={t("audit.filter.remove", { what: t(`audit.filter.${name}`), value: filters[name] ?? "" })}>
              {t(`audit.filter.${name}`)}: <span className="audit-id">{filters[name]}</span><Icon name="close" size={14} />
            </button>
          ))}
          <Button small onPress={() => onChange({})}>{t("shell.list.clearAll")}</Button>
        </div>
      )}
    </form>
  );
}

function Day({ name, label, value, onChange }: { name: string; label: string; value: string | undefined; onChange: (value: string) => void }) {
  return (
    <span className="row">
      <label className="small soft" htmlFor={`audit-${name}`}>{label}</label>
      <input id={`audit-${name}`} type="date" className="input input-small" value={value ?? ""} onChange={(event) => onChange(event.target.value)} />
    </span>
  );
}
