import { provider } from "@/api/sign-in";
import { useTexts } from "@/i18n";

/** What to type to see whether a key works. Where the host does not sign people in itself it stands behind Azure Static Web Apps, which uses `Authorization` for itself. */
export function FirstCall({ behindFront = provider !== "local" }: { behindFront?: boolean }) {
  const { t } = useTexts();
  const header = behindFront ? "X-Interlink-Authorization" : "Authorization";
  return (
    <section className="stack">
      <h2>{t("apiAccess.call.title")}</h2>
      <p className="measure">{t("apiAccess.call.text")}</p>
      <pre className="application-call" tabIndex={0} role="group" aria-label={t("apiAccess.call.title")}><code>{`curl -H "${header}: Bearer $INTERLINK_KEY" \\\n  ${window.location.origin}/api/application`}</code></pre>
      <p><a href="/api/reference">{t("apiAccess.reference")}</a></p>
    </section>
  );
}
