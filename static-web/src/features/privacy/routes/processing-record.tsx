import { useQuery } from "@tanstack/react-query";
import { legalQuery, processingFile } from "@/api/privacy";
import { ButtonAnchor } from "@/components/ui/button";
import { useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { Markdown } from "@/components/ui/text";
import { useTexts } from "@/i18n";

const formats = ["html", "csv", "json"] as const;

/** The record of processing activities: as it follows from what is built in and what was decided, to be handed on. */
export default function ProcessingRecord() {
  const { t, language } = useTexts();
  useTitle(t("privacy.desk.processing"));
  const query = useQuery(legalQuery("privacy", language, 0));
  return (
    <section className="stack" aria-labelledby="record">
      <h2 id="record">{t("privacy.record.title")}</h2>
      <p className="measure">{t("privacy.record.text")}</p>
      <div className="row">
        {formats.map((format) => <ButtonAnchor key={format} href={processingFile(format, language)} download>{t(`privacy.record.${format}`)}</ButtonAnchor>)}
      </div>
      <Loading query={query} lines={12}>{(text) => <div className="legal"><Markdown text={tableOf(text.text)} language={text.language} /></div>}</Loading>
    </section>
  );
}

/** The notice that comes with the product holds the record as a table, in the reader's words. */
const tableOf = (text: string) => text.split("\n").filter((line) => line.startsWith("|")).join("\n");
