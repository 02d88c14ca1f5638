import { useState } from "react";
import type { Facet, FacetName, InterlinkerListing } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { facetText } from "@/components/ui/words";
import { useTexts } from "@/i18n";
import { useWide } from "@/lib/hooks";
import { facetNames, filterCount, type CatalogueFilters } from "../api/filters";

const few = 6;

type FiltersProps = { facets: InterlinkerListing["facets"]; filters: CatalogueFilters; onToggle: (name: FacetName, value: string) => void; onClear: () => void };

/** Every filter with its numbers; on a phone behind one button. */
export function Filters({ facets, filters, onToggle, onClear }: FiltersProps) {
  const { t } = useTexts();
  const wide = useWide(900);
  const [open, setOpen] = useState(false);
  const count = filterCount(filters);
  return (
    <div className="filters">
      {!wide && (
        <button type="button" className="button filters-toggle" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>
          {t("shell.list.filters")}{count > 0 && ` (${count})`}<Icon name="down" size={16} />
        </button>
      )}
      <div id="filters" hidden={!wide && !open} className="filters-groups">
        {wide && <div className="row-apart filters-head"><h2>{t("shell.list.filters")}</h2>{count > 0 && <Button tone="quiet" small onPress={onClear}>{t("shell.list.clearAll")}</Button>}</div>}
        {facetNames.map((name) => (
          <FacetGroup key={name} name={name} facets={facets[name] ?? []} chosen={filters[name] ?? []} onToggle={(value) => onToggle(name, value)} />
        ))}
      </div>
    </div>
  );
}

function FacetGroup({ name, facets, chosen, onToggle }: { name: FacetName; facets: Facet[]; chosen: string[]; onToggle: (value: string) => void }) {
  const { t, format } = useTexts();
  const [all, setAll] = useState(false);
  // What is chosen stays to be seen, even when nothing is left of it.
  const listed = [...facets, ...chosen.filter((value) => !facets.some((facet) => facet.value === value)).map((value) => ({ value, count: 0 }))];
  if (listed.length === 0) return null;
  const shown = all ? listed : listed.filter((facet, index) => index < few || chosen.includes(facet.value));
  return (
    <fieldset className="facet">
      <legend>{t(`catalogue.facets.${name}`)}</legend>
      {shown.map((facet) => (
        <label key={facet.value} className="check">
          <input type="checkbox" checked={chosen.includes(facet.value)} onChange={() => onToggle(facet.value)} />
          <span>{facetText(name, facet, t, format)}</span>
          <span className="check-count">{format.number(facet.count)}</span>
        </label>
      ))}
      {listed.length > few && (
        <Button tone="quiet" small onPress={() => setAll(!all)}>{all ? t("shell.list.showFewer") : t("shell.list.showAll", { count: listed.length })}</Button>
      )}
    </fieldset>
  );
}

/** The filters that are on, each with a way to switch it off. */
export function FilterChips({ facets, filters, onToggle, onClear }: FiltersProps) {
  const { t, format } = useTexts();
  if (filterCount(filters) === 0) return null;
  const chips = facetNames.flatMap((name) => (filters[name] ?? []).map((value) => ({
    name, value, label: facetText(name, facets[name]?.find((facet) => facet.value === value) ?? { value }, t, format),
  })));
  return (
    <div className="row chips">
      {chips.map(({ name, value, label }) => (
        <button key={`${name} ${value}`} type="button" className="chip" aria-label={t("shell.list.removeFilter", { name: label })} onClick={() => onToggle(name, value)}>
          {label}<Icon name="close" size={14} />
        </button>
      ))}
      <Button tone="quiet" small onPress={onClear}>{t("shell.list.clearAll")}</Button>
    </div>
  );
}
