import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Link } from "react-router";
import { legalSourceQuery } from "@/api/privacy";
import type { LegalDocument, LegalSource } from "@/api/types";
import { InlineSelect } from "@/components/ui/fields";
import { useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { LegalForm } from "../components/legal-form";

const documents: LegalDocument[] = ["terms", "privacy", "accessibility"];

/** Reads, writes and publishes the legal texts. */
export default function LegalEditor() {
  const { t } = useTexts();
  useTitle(t("privacy.desk.texts"));
  const [address, setAddress] = useSearchParams();
  const chosen = documents.find((one) => one === address.get("text")) ?? "terms";
  const query = useQuery(legalSourceQuery(chosen));
  return (
    <div className="stack">
      <InlineSelect label={t("privacy.editor.which")} value={chosen} onChange={(text) => setAddress({ text }, { replace: true })}
        options={documents.map((value) => ({ value, label: t(`privacy.documents.${value}`) }))} />
      <Loading query={query}>
        {(source) => (
          <>
            <State source={source} />
            <LegalForm key={`${source.document}-${source.latest}`} source={source} />
            <Versions source={source} />
          </>
        )}
      </Loading>
    </div>
  );
}

function State({ source }: { source: LegalSource }) {
  const { t } = useTexts();
  if (source.latest === 0) return <p className="callout measure">{t(source.document === "accessibility" ? "privacy.editor.shippedStatement" : "privacy.editor.shipped")}</p>;
  return source.outdated ? <p className="callout callout-attention measure">{t("privacy.editor.outdated")}</p> : null;
}

function Versions({ source }: { source: LegalSource }) {
  const { t, format } = useTexts();
  if (source.versions.length === 0) return null;
  return (
    <section className="stack-s" aria-labelledby="versions">
      <h2 id="versions">{t("privacy.versions")}</h2>
      <ul className="rows">
        {source.versions.map((one) => (
          <li key={one.version} className="copy">
            <Link to={`/${source.document}?version=${one.version}`}>{t("privacy.version", { version: one.version, date: format.moment(one.effectiveAt) })}</Link>
            <span className="row">
              {one.version === source.inForce && <span className="tag">{t("privacy.editor.inForce")}</span>}
              {one.version > source.inForce && <span className="tag">{t("privacy.editor.toCome")}</span>}
              {source.document !== "accessibility" && <span className="small soft">{t(one.asksConsent ? "privacy.editor.asked" : "privacy.editor.notAsked")}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
