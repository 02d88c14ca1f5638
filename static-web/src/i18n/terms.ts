import i18next from "i18next";
import { forms } from ".";

/** The texts that consist of nothing but a term of the glossary: where a tenant's own word stands in place of ours. Sentences keep our words. */
export const termTexts = {
  process: ["catalogue.use.process"],
  processes: ["shell.nav.processes", "processes.title"],
  phase: ["catalogue.types.phase"],
  phases: ["guide.phases"],
  objective: ["catalogue.types.objective"],
  objectives: ["guide.objectives"],
  task: ["catalogue.types.task", "catalogue.use.task", "assets.task"],
  tasks: ["guide.tasks"],
  resources: ["assets.title", "processes.tabs.resources"],
  team: ["permissions.team"],
  teams: ["organizations.tabs.teams", "organizations.teams.title"],
  organizations: ["shell.nav.organizations", "organizations.title"],
  catalogue: ["shell.nav.catalogue", "catalogue.title"],
} as const satisfies Record<string, readonly string[]>;

export type Terminology = Record<string, Record<string, string>>;

const ours = new Map<string, string>();
let words: Terminology = {};

function write(language: string) {
  for (const [term, keys] of Object.entries(termTexts)) {
    for (const key of keys) {
      const kept = `${language} ${key}`;
      const text: unknown = ours.get(kept) ?? i18next.getResource(language, "translation", key);
      if (typeof text !== "string") continue; // These texts are not loaded.
      ours.set(kept, text);
      forms.clearCache();
      i18next.addResource(language, "translation", key, words[term]?.[language] ?? text, { silent: true });
    }
  }
}

/** Puts a tenant's own words in the place of ours, in every language that is loaded now or later. */
export function speak(terminology: Terminology) {
  words = terminology;
  const languages = Object.keys(i18next.store.data);
  languages.forEach(write);
  void i18next.changeLanguage(i18next.language);
}

i18next.on("languageChanged", write);
i18next.store.on("added", write);
