import type { OperationFilters, OperationListing, OperationState } from "@/api/types";
import { kindText } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";

const states: OperationState[] = ["running", "failed", "succeeded", "canceled"];

type FilterProps = { facets: OperationListing["facets"]; filters: OperationFilters; onChange: (filters: OperationFilters) => void };

/** The states with how many there are of each, to be switched on and off; and the kinds, once there are several. */
export function StateFilter({ facets, filters, onChange }: FilterProps) {
  const { t, format } = useTexts();
  const counts = new Map(facets.status.map((facet) => [facet.value, facet.count]));
  const all = facets.status.reduce((sum, facet) => sum + facet.count, 0);
  const toggle = (state: OperationState) =>
    onChange({ ...filters, status: filters.status.includes(state) ? filters.status.filter((one) => one !== state) : [...filters.status, state] });
  const chip = (key: string, name: string, count: number, on: boolean, press: () => void) => (
    <button key={key} type="button" className="state-chip" aria-pressed={on} onClick={press}>
      {name} <span className="numbers">{format.number(count)}</span>
    </button>
  );
  const kinds = [...new Set([...facets.kind.map((facet) => facet.value), ...filters.kind])];
  return (
    <div className="state-filter">
      <div className="row" role="group" aria-label={t("operations.filter.label")}>
        {chip("all", t("operations.filter.all"), all, filters.status.length === 0, () => onChange({ ...filters, status: [] }))}
        {states.map((state) => chip(state, t(`operations.statuses.${state}`), counts.get(state) ?? 0, filters.status.includes(state), () => toggle(state)))}
      </div>
      {kinds.length > 1 && (
        <label className="row small">
          {t("operations.filter.kind")}
          <select className="input input-small" value={filters.kind[0] ?? ""} onChange={(event) => onChange({ ...filters, kind: event.target.value ? [event.target.value] : [] })}>
            <option value="">{t("operations.filter.allKinds")}</option>
            {kinds.map((kind) => <option key={kind} value={kind}>{kindText(kind, t)}</option>)}
          </select>
        </label>
      )}
    </div>
  );
}
