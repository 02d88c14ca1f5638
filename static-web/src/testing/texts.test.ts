import IntlMessageFormat from "intl-messageformat";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import en from "@/i18n/en";
import es from "@/i18n/es";
import itTexts from "@/i18n/it";
import lv from "@/i18n/lv";
import enLater from "@/i18n/en/later";
import esLater from "@/i18n/es/later";
import itLater from "@/i18n/it/later";
import lvLater from "@/i18n/lv/later";

type Tree = { [key: string]: string | Tree };
type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

function flat(tree: Tree, path = ""): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : Object.entries(flat(value, `${path}${key}.`))));
}

const languages = {
  en: flat({ ...en, ...enLater }),
  it: flat({ ...itTexts, ...itLater }),
  es: flat({ ...es, ...esLater }),
  lv: flat({ ...lv, ...lvLater }),
};
const pluralType = 6;
const selectType = 5;

function* elements(ast: Element[]): Generator<Element> {
  for (const element of ast) {
    yield element;
    if (element.type === pluralType || element.type === selectType) for (const option of Object.values(element.options)) yield* elements(option.value);
  }
}

const argumentsOf = (text: string, language: string) =>
  [...new Set([...elements(new IntlMessageFormat(text, language).getAst())].flatMap((element) => ("value" in element && element.type !== 0 ? [element.value] : [])))].sort();

describe.each(Object.keys(languages) as (keyof typeof languages)[])("The texts in %s", (language) => {
  const texts = languages[language];

  it("have the same keys as the English ones", () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(languages.en).sort());
  });

  it("are never empty", () => {
    expect(Object.entries(texts).filter(([, text]) => !text.trim())).toEqual([]);
  });

  it("can be read and take the same arguments as the English ones", () => {
    for (const [key, text] of Object.entries(texts)) expect(argumentsOf(text, language), key).toEqual(argumentsOf(languages.en[key] ?? "", "en"));
  });

  it("have a form for every number the language distinguishes", () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((category) => category !== "many");
    for (const [key, text] of Object.entries(texts)) {
      for (const element of elements(new IntlMessageFormat(text, language).getAst())) {
        if (element.type === pluralType) expect(Object.keys(element.options), key).toEqual(expect.arrayContaining(categories));
      }
    }
  });
});

it("The translations differ from English, except for words that are the same everywhere", () => {
  for (const language of ["it", "es", "lv"] as const) {
    const same = Object.keys(languages.en).filter((key) => languages[language][key] === languages.en[key] && (languages.en[key] ?? "").split(" ").length > 3);
    expect(same, language).toEqual([]);
  }
});

it("Every event that is told, and every action of the audit, has its words, and so has what it is about", () => {
  const listed = [...readFileSync(join(import.meta.dirname, "../../../docs/events.md"), "utf8").matchAll(/^\| `(\w+\.[\w.]+)`/gm)].map((match) => match[1] ?? "");
  const named = Object.keys(languages.en).flatMap((key) => (key.startsWith("events.types.") ? [key.slice("events.types.".length)] : []));
  expect(named.sort()).toEqual([...new Set(listed)].sort());
  const about = Object.keys(languages.en).flatMap((key) => (key.startsWith("events.about.") ? [key.slice("events.about.".length)] : []));
  expect(about.sort()).toEqual([...new Set(listed.map((type) => type.split(".")[0]))].sort());
});

it("No text speaks of what runs underneath", () => {
  const words = /orchestr|orquest|\binstance|instanc|\bistanz|terminat[ei]d|durable|replay|runtime|task hub|stack trace|sub-?process/i;
  for (const [language, texts] of Object.entries(languages)) {
    const found = Object.entries(texts).filter(([key, text]) => /^(operations|imports|errors|shell)\./.test(key) && words.test(text));
    expect(found, language).toEqual([]);
  }
  expect(words.test("The orchestration instance was terminated")).toBe(true);
});

it("Every text is used somewhere", () => {
  const root = join(import.meta.dirname, "..");
  const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) && !name.includes(".test.") ? [path] : [];
  });
  const source = files(root).filter((path) => !path.includes("i18n/")).map((path) => readFileSync(path, "utf8")).join("\n");
  const patterns = [...source.matchAll(/[`"]([\w-]+\.[\w.${}()? -]*?)[`"]/g)].map((match) =>
    new RegExp(`^${(match[1] ?? "").split(/\$\{[^}]*\}/).map((part) => part.replaceAll(".", "\\.")).join("[\\w-]+")}$`));
  const unused = Object.keys(languages.en).filter((key) => !patterns.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});
