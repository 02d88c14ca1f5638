import { useTexts } from "@/i18n";
import { Keys } from "../components/keys";
import { SignatureGuide } from "../components/secret-value";
import { useSeenEndpoint } from "../components/use-endpoint";

/** How an endpoint is set up, to be read by whoever mends its receiver. */
export default function PartnerSettings() {
  const { t, format } = useTexts();
  const endpoint = useSeenEndpoint();
  return (
    <div className="stack-l">
      <dl className="facts">
        <dt>{t("webhooks.form.url")}</dt><dd className="webhook-id"><bdi>{endpoint.url}</bdi></dd>
        <dt>{t("webhooks.form.events")}</dt><dd className="webhook-id">{endpoint.events.map((entry) => (entry === "*" ? t("webhooks.form.eventsAll") : entry)).join(", ")}</dd>
        <dt>{t("webhooks.form.processes")}</dt><dd className="webhook-id">{endpoint.processes.length > 0 ? endpoint.processes.join(", ") : t("webhooks.form.processesAll")}</dd>
        <dt>{t("webhooks.form.framing")}</dt><dd>{t(`webhooks.form.${endpoint.framing}`)}</dd>
        {Object.keys(endpoint.headers).length > 0 && <><dt>{t("webhooks.form.headers")}</dt><dd className="webhook-id">{Object.keys(endpoint.headers).join(", ")}</dd></>}
        {endpoint.rateLimit !== undefined && <><dt>{t("webhooks.form.rate")}</dt><dd>{format.number(endpoint.rateLimit)}</dd></>}
        {endpoint.grantedPerMinute !== undefined && <><dt>{t("webhooks.form.granted")}</dt><dd>{format.number(endpoint.grantedPerMinute)}</dd></>}
      </dl>
      <section className="stack" aria-labelledby="keys-title">
        <h2 id="keys-title">{t("webhooks.secrets.title")}</h2>
        <p className="measure">{t("webhooks.secrets.text")}</p>
        <SignatureGuide />
        <Keys keys={endpoint.keys} />
      </section>
    </div>
  );
}
