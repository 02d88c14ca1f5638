import type { TFunction } from "i18next";
import type { Facet } from "@/api/types";
import type { Formatter } from "@/lib/format";

const difficulties = ["very_easy", "easy", "medium", "difficult", "very_difficult"] as const;
const licences = ["public_domain", "permissive", "copyleft", "non_commercial", "proprietary"] as const;
const natures = ["knowledge", "external_knowledge", "software", "external_software"] as const;

/** A word of the catalogue that we have no translation for: `canvas_template` reads "Canvas template", `eu` reads "EU". */
export function humanize(value: string): string {
  const text = value.replace(/[_-]+/g, " ").trim();
  return text.length <= 3 && value !== "all" ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1);
}

export function difficultyText(value: string, t: TFunction): string {
  const known = difficulties.find((one) => one === value);
  return known ? t(`catalogue.difficulty.${known}`) : humanize(value);
}

export function licenceText(value: string, t: TFunction): string {
  const known = licences.find((one) => one === (value === "propietary" ? "proprietary" : value));
  return known ? t(`catalogue.licence.${known}`) : humanize(value);
}

export function natureText(value: string, t: TFunction): string {
  const known = natures.find((one) => one === value);
  return known ? t(`catalogue.nature.${known}`) : humanize(value);
}

/** A value of a facet in the reader's words. */
export function facetText(name: string, facet: Pick<Facet, "value" | "label">, t: TFunction, format: Formatter): string {
  switch (name) {
    case "nature": return natureText(facet.value, t);
    case "difficulty": return difficultyText(facet.value, t);
    case "licence": return licenceText(facet.value, t);
    case "contentLanguage": return format.language(facet.value);
    default: return facet.label ?? humanize(facet.value);
  }
}
