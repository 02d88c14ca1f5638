import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import type { Endpoint, Secret, SigningKey } from "../api/wire";
import { RevealDialog } from "../components/reveal-dialog";
import { RotateForm } from "../components/rotate-form";
import { SecretValue } from "../components/secret-value";
import { useEndpoint } from "./endpoint";

/** What the messages of an endpoint are signed with: hidden until somebody asks, and to be changed without a gap. */
export default function Secrets() {
  const { t } = useTexts();
  const endpoint = useEndpoint();
  const [shown, setShown] = useState<Secret[]>([]);
  const [asking, setAsking] = useState(false);
  return (
    <div className="stack-l">
      <section className="stack" aria-labelledby="keys-title">
        <h2 id="keys-title">{t("webhooks.secrets.title")}</h2>
        <p className="measure">{t("webhooks.secrets.text")}</p>
        <Keys endpoint={endpoint} />
        {shown.length > 0 ? (
          <div className="stack" role="status">
            {shown.map((secret) => <SecretValue key={secret.createdAt} secret={secret} />)}
            <div><Button onPress={() => setShown([])}>{t("webhooks.secrets.hide")}</Button></div>
          </div>
        ) : <div><Button onPress={() => setAsking(true)}>{t("webhooks.secrets.reveal")}</Button></div>}
        {asking && <RevealDialog endpoint={endpoint.id} onClose={() => setAsking(false)} onRevealed={(secrets) => { setShown(secrets); setAsking(false); }} />}
      </section>
      <RotateForm endpoint={endpoint} onRotated={(secret) => setShown([secret])} />
    </div>
  );
}

function Keys({ endpoint }: { endpoint: Endpoint }) {
  const { t, format } = useTexts();
  const [now] = useState(Date.now);
  const until = ({ expiresAt }: SigningKey) => {
    if (!expiresAt) return t("webhooks.secrets.current");
    return t(Date.parse(expiresAt) > now ? "webhooks.secrets.until" : "webhooks.secrets.ended", { when: format.moment(expiresAt) });
  };
  return (
    <div className="table" tabIndex={0} role="group" aria-label={t("webhooks.secrets.title")}>
      <table>
        <caption className="hidden">{t("webhooks.secrets.title")}</caption>
        <thead><tr><th scope="col">{t("webhooks.secrets.kind")}</th><th scope="col">{t("webhooks.secrets.value")}</th><th scope="col">{t("webhooks.secrets.created")}</th><th scope="col">{t("webhooks.secrets.use.title")}</th></tr></thead>
        <tbody>
          {endpoint.keys.map((key) => (
            <tr key={key.version}>
              <th scope="row">{t(`webhooks.form.${key.kind}`)}</th>
              <td>{key.publicKey ? <code className="webhook-id">{key.publicKey}</code> : <span aria-label={t("webhooks.secrets.hidden")} role="img">••••••••</span>}</td>
              <td>{format.moment(key.createdAt)}</td>
              <td>{until(key)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
