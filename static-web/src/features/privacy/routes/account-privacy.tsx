import { useQuery } from "@tanstack/react-query";
import { consentsQuery } from "@/api/privacy";
import type { Consents } from "@/api/types";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { Link } from "react-router";
import { useTexts } from "@/i18n";
import { ErasurePanel } from "../components/erasure-panel";
import { ExportPanel } from "../components/export-panel";
import "../privacy.css";

/** What a person has agreed to, a copy of everything that is kept, and the way out. Open to people who have not agreed, too. */
export default function AccountPrivacy() {
  const { t, language } = useTexts();
  const consents = useQuery(consentsQuery(language));
  return (
    <>
      <PageHead title={t("privacy.mine.title")} lead={t("privacy.mine.lead")} />
      <div className="stack-l">
        <section className="stack-s" aria-labelledby="agreed">
          <h2 id="agreed">{t("privacy.mine.agreed")}</h2>
          <Loading query={consents}>{(loaded) => <Agreed consents={loaded} />}</Loading>
        </section>
        <ExportPanel />
        <ErasurePanel />
      </div>
    </>
  );
}

function Agreed({ consents }: { consents: Consents }) {
  const { t, format } = useTexts();
  return (
    <>
      {consents.asked.length > 0 && <p className="callout callout-attention">{t("privacy.mine.asked", { count: consents.asked.length })} <Link to="/">{t("privacy.mine.answer")}</Link></p>}
      {consents.given.length === 0 ? <p className="soft">{t("privacy.mine.none")}</p> : (
        <div className="table">
          <table>
            <caption className="hidden">{t("privacy.mine.agreed")}</caption>
            <thead><tr><th scope="col">{t("privacy.mine.text")}</th><th scope="col">{t("privacy.mine.version")}</th><th scope="col">{t("privacy.mine.when")}</th><th scope="col">{t("privacy.mine.hash")}</th></tr></thead>
            <tbody>
              {consents.given.map((one) => (
                <tr key={`${one.document}-${one.version}`}>
                  <th scope="row"><Link to={`/${one.document}?version=${one.version}`}>{t(`privacy.documents.${one.document}`)}</Link></th>
                  <td>{one.version} ({format.language(one.language)})</td>
                  <td>{format.moment(one.at)}</td>
                  <td className="hash">{one.sha256.slice(0, 16)}…</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
