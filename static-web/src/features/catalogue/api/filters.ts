import type { FacetName } from "@/api/types";

export const facetNames: FacetName[] = ["nature", "profile", "difficulty", "form", "licence", "contentLanguage"];
export const sorts = ["title", "newest", "rating"] as const;

export type CatalogueFilters = { text?: string; sort?: string } & Partial<Record<FacetName, string[]>>;

/** The filters as the address says them, so that they can be shared and come back with the back button. */
export function readFilters(parameters: URLSearchParams): CatalogueFilters {
  const filters: CatalogueFilters = {};
  const text = parameters.get("text")?.trim();
  if (text) filters.text = text;
  const sort = parameters.get("sort");
  if (sort) filters.sort = sort;
  else if (text) filters.sort = "relevance";
  for (const name of facetNames) {
    const values = parameters.getAll(name);
    if (values.length > 0) filters[name] = values;
  }
  return filters;
}

export const filterCount = (filters: CatalogueFilters) => facetNames.reduce((sum, name) => sum + (filters[name]?.length ?? 0), 0);

/** The address with one value of a facet switched on or off. */
export function toggled(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(parameters);
  const values = next.getAll(name);
  next.delete(name);
  const kept = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  kept.forEach((one) => next.append(name, one));
  return next;
}

/** The address with one value replaced, or removed when it is empty. */
export function replaced(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(parameters);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}
