import { useTexts } from "@/i18n";
import { EndLinks, MakeLink } from "../components/partner-access";
import { useEndpoint } from "../components/use-endpoint";

/** Who may look at an endpoint without an account here. */
export default function PartnerAccess() {
  const { t } = useTexts();
  const { id } = useEndpoint();
  return (
    <div className="stack-l">
      <section className="stack" aria-labelledby="link-title">
        <h2 id="link-title">{t("webhooks.partner.title")}</h2>
        <p className="measure">{t("webhooks.partner.text")}</p>
        <MakeLink endpoint={id} />
      </section>
      <section className="stack" aria-labelledby="end-title">
        <h2 id="end-title">{t("webhooks.partner.endHeading")}</h2>
        <p className="measure">{t("webhooks.partner.endHint")}</p>
        <EndLinks endpoint={id} />
      </section>
    </div>
  );
}
