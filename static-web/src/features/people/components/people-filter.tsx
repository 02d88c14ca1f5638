import { useEffect, useState } from "react";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { roles, states, type PeopleFilters, type PeopleList } from "../api/people";

type FilterProps = { list: PeopleList; filters: PeopleFilters; onChange: (filters: PeopleFilters) => void };

/** Search; roles and states with how many there are of each, to be switched on and off; the order. */
export function PeopleFilter({ list, filters, onChange }: FilterProps) {
  const { t } = useTexts();
  return (
    <div className="stack-s">
      <NameSearch text={filters.text} onChange={(text) => onChange({ ...filters, text })} />
      <Chips label={t("people.filters.role")} values={roles} chosen={filters.role} counts={list.roles} nameOf={(role) => t(`people.roles.${role}`)} onChange={(role) => onChange({ ...filters, role })} />
      <Chips label={t("people.filters.state")} values={states} chosen={filters.state} counts={list.states} nameOf={(state) => t(`people.states.${state}`)} onChange={(state) => onChange({ ...filters, state })} />
      <InlineSelect label={t("people.sort.label")} value={filters.sort} onChange={(sort) => onChange({ ...filters, sort: sort === "newest" ? "newest" : "name" })}
        options={[{ value: "name", label: t("people.sort.name") }, { value: "newest", label: t("people.sort.newest") }]} />
    </div>
  );
}

type ChipsProps<T extends string> = { label: string; values: readonly T[]; chosen: T[]; counts: { value: string; count: number }[]; nameOf: (value: T) => string; onChange: (chosen: T[]) => void };

function Chips<T extends string>({ label, values, chosen, counts, nameOf, onChange }: ChipsProps<T>) {
  const { t, format } = useTexts();
  const toggle = (value: T) => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <div className="row" role="group" aria-label={label}>
      <span className="small soft">{label}</span>
      <button type="button" className="people-chip" aria-pressed={chosen.length === 0} onClick={() => onChange([])}>{t("people.all")}</button>
      {values.map((value) => (
        <button key={value} type="button" className="people-chip" aria-pressed={chosen.includes(value)} onClick={() => toggle(value)}>
          {nameOf(value)} <span className="numbers">{format.number(counts.find((one) => one.value === value)?.count ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}

// What is typed is asked for once it has rested.
function NameSearch({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(text);
  const rested = useRested(typed);
  useEffect(() => {
    if (rested !== text) onChange(rested);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was typed is news
  }, [rested]);
  return <SearchField label={t("people.search")} value={typed} onChange={setTyped} />;
}
