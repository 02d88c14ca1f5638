import { lazy, Suspense } from "react";
import type { Localized } from "@/api/types";
import { useTexts } from "@/i18n";
import { Icon } from "./icons";

const Rendered = lazy(() => import("./markdown"));

/** Text that people wrote, as markdown; HTML in it is shown as nothing, links only lead to safe places. */
export function Markdown({ text, language }: { text: string; language?: string }) {
  return (
    <div className="prose" lang={language}>
      <Suspense fallback={<p>{text.replace(/[#*_`>]/g, "")}</p>}><Rendered text={text} /></Suspense>
    </div>
  );
}

/** Says in which language something is, where that is not the reader's. */
export function LanguageMark({ language }: { language: string }) {
  const { t, format } = useTexts();
  return <span className="tag tag-language"><Icon name="globe" size={14} />{t("shell.inLanguage", { language: format.language(language) })}</span>;
}

/** A localized text in a line, marked for the eye and for screen readers when it is in another language. */
export function Phrase({ text, mark = true }: { text: Localized; mark?: boolean }) {
  return (
    <>
      <span lang={text.fallback ? text.language : undefined}>{text.text}</span>
      {mark && text.fallback && <> <LanguageMark language={text.language} /></>}
    </>
  );
}
