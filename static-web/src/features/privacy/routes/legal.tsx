import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { legalQuery } from "@/api/privacy";
import type { LegalDocument, LegalText } from "@/api/types";
import { InlineSelect } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { LanguageMark, Markdown } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import "../privacy.css";

/** Terms, privacy notice or accessibility statement, for everybody; earlier versions too. */
export default function LegalPage({ document }: { document: LegalDocument }) {
  const { t, language } = useTexts();
  const [address, setAddress] = useSearchParams();
  const asked = Number.parseInt(address.get("version") ?? "", 10);
  const query = useQuery(legalQuery(document, language, Number.isNaN(asked) ? undefined : asked));
  return (
    <>
      <PageHead title={t(`privacy.documents.${document}`)} />
      <Loading query={query} lines={12}>
        {(text) => <Text text={text} onVersion={(version) => setAddress(version ? { version } : {}, { replace: true })} />}
      </Loading>
    </>
  );
}

function Text({ text, onVersion }: { text: LegalText; onVersion: (version: string) => void }) {
  const { t, language, format } = useTexts();
  const options = text.versions.map((one) => ({ value: String(one.version), label: t("privacy.version", { version: one.version, date: format.date(one.effectiveAt) }) }));
  return (
    <div className="stack">
      <div className="list-head">
        <h2 className="small soft">
          {text.version === 0 ? t("privacy.shipped") : t("privacy.version", { version: text.version, date: format.date(text.effectiveAt) })}{" "}
          {text.language !== language && <LanguageMark language={text.language} />}
        </h2>
        {options.length > 1 && <InlineSelect label={t("privacy.versions")} value={String(text.version)} onChange={onVersion} options={options} />}
      </div>
      {text.changes && <p className="callout measure" lang={text.changes.language}>{t("privacy.changes", { text: text.changes.text })}</p>}
      <article className="legal"><Markdown text={withoutTitle(text.text)} language={text.language} /></article>
    </div>
  );
}

/** The page has its own first heading. */
const withoutTitle = (text: string) => text.replace(/^# .*\n+/, "");
