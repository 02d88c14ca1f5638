import { useEffect, useState } from "react";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import type { MailFilters, MailList } from "../api/mails";
import { templateText } from "./mail-words";

const states = ["waiting", "sent", "failed", "dropped"] as const;

type FilterProps = { facets: MailList["facets"]; filters: MailFilters; onChange: (filters: MailFilters) => void };

/** Search by address; the states with how many there are of each, to be switched on and off; and which mails. */
export function MailFilter({ facets, filters, onChange }: FilterProps) {
  const { t, format } = useTexts();
  const counts = new Map(facets.state.map((facet) => [facet.value, facet.count]));
  const all = facets.state.reduce((sum, facet) => sum + facet.count, 0);
  const toggle = (state: string) =>
    onChange({ ...filters, state: filters.state.includes(state) ? filters.state.filter((one) => one !== state) : [...filters.state, state] });
  const chip = (key: string, name: string, count: number, on: boolean, press: () => void) => (
    <button key={key} type="button" className="mail-chip" aria-pressed={on} onClick={press}>{name} <span className="numbers">{format.number(count)}</span></button>
  );
  const templates = [...new Set([...facets.template.map((facet) => facet.value), ...filters.template])];
  return (
    <div className="stack-s">
      <AddressSearch text={filters.text} onChange={(text) => onChange({ ...filters, text })} />
      <div className="mail-filter">
        <div className="row" role="group" aria-label={t("mail.filter.states")}>
          {chip("all", t("mail.filter.all"), all, filters.state.length === 0, () => onChange({ ...filters, state: [] }))}
          {states.map((state) => chip(state, t(`mail.states.${state}`), counts.get(state) ?? 0, filters.state.includes(state), () => toggle(state)))}
        </div>
        {templates.length > 1 && (
          <InlineSelect label={t("mail.filter.template")} value={filters.template[0] ?? ""} onChange={(template) => onChange({ ...filters, template: template ? [template] : [] })}
            options={[{ value: "", label: t("mail.filter.allTemplates") }, ...templates.map((value) => ({ value, label: templateText(value, t) }))]} />
        )}
      </div>
    </div>
  );
}

// What is typed is asked for once it has rested.
function AddressSearch({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(text);
  const rested = useRested(typed);
  useEffect(() => {
    if (rested !== text) onChange(rested);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was typed is news
  }, [rested]);
  return <SearchField label={t("mail.filter.search")} value={typed} onChange={setTyped} />;
}
