import i18next, { type TFunction } from "i18next";
import ICU from "i18next-icu";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { formatter, type Formatter } from "@/lib/format";
import type texts from "./en";
import type laterTexts from "./en/later";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof texts & typeof laterTexts };
    returnNull: false;
  }
}

/** The languages of the interface, each under its own name. To add one: a folder like `en`, one line here, two below. */
export const languages = { en: "English", it: "Italiano", es: "Español", lv: "Latviešu" } as const;
export type Language = keyof typeof languages;

const loaders: Record<Language, () => Promise<{ default: typeof texts }>> = {
  en: () => import("./en"),
  it: () => import("./it"),
  es: () => import("./es"),
  lv: () => import("./lv"),
};

/** The texts that a first visit can do without: of administration, teams, one's account. */
const laterLoaders: Record<Language, () => Promise<{ default: typeof laterTexts }>> = {
  en: () => import("./en/later"),
  it: () => import("./it/later"),
  es: () => import("./es/later"),
  lv: () => import("./lv/later"),
};

/** Reads texts with numbers and choices in them; remembers what it has read. */
export const forms = new ICU();

const key = "interlink.language";
export const isLanguage = (code: string | null | undefined): code is Language => !!code && code in languages;

/** The language chosen last time, else the first of the browser's that we have, else English. */
export function preferred(): Language {
  const kept = localStorage.getItem(key);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((code) => code.slice(0, 2)).find(isLanguage) ?? "en";
}

const complete = new Set<Language>();
let later = false;

async function load(language: Language) {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", (await loaders[language]()).default);
  }
  if (later) await loadLater(language);
}

async function loadLater(language: Language) {
  if (complete.has(language)) return;
  const texts = (await laterLoaders[language]()).default;
  i18next.addResourceBundle(language, "translation", texts, true);
  complete.add(language);
}

/** A page together with the texts that come later: `lazy(withTexts(() => import("…")))`. */
export function withTexts<T>(page: () => Promise<T>): () => Promise<T> {
  return async () => {
    later = true;
    const [module] = await Promise.all([page(), loadLater(isLanguage(i18next.language) ? i18next.language : "en")]);
    return module;
  };
}

function declare(language: Language) {
  document.documentElement.lang = language;
}

/** Makes the texts ready; nothing is rendered before. */
export async function startTexts(language: Language = preferred()) {
  const texts = (await loaders[language]()).default;
  await i18next.use(forms).use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: texts } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  declare(language);
}

export async function chooseLanguage(language: Language) {
  localStorage.setItem(key, language);
  await load(language);
  await i18next.changeLanguage(language);
  declare(language);
}

/** The texts, the language they are in, and how it writes dates and numbers. */
export function useTexts(): { t: TFunction; language: Language; format: Formatter } {
  const { t, i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : "en";
  return { t, language, format: useMemo(() => formatter(language), [language]) };
}
