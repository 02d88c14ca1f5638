import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import type { Secrets } from "../api/wire";
import { Keys } from "../components/keys";
import { RevealDialog } from "../components/reveal-dialog";
import { RotateForm } from "../components/rotate-form";
import { SecretValue, SignatureGuide } from "../components/secret-value";
import { useEndpoint } from "../components/use-endpoint";

/** What the messages of an endpoint are signed with: hidden until somebody asks, and to be changed without a gap. */
export default function SecretsPage() {
  const { t } = useTexts();
  const endpoint = useEndpoint();
  const [shown, setShown] = useState<Secrets | undefined>();
  const [asking, setAsking] = useState(false);
  return (
    <div className="stack-l">
      <section className="stack" aria-labelledby="keys-title">
        <h2 id="keys-title">{t("webhooks.secrets.title")}</h2>
        <p className="measure">{t("webhooks.secrets.text")}</p>
        <SignatureGuide />
        <Keys keys={endpoint.keys} />
        {shown && (
          <div className="stack" role="status">
            {shown.secrets.map((secret) => <SecretValue key={secret.createdAt} secret={secret} />)}
            <Headers headers={shown.headers} />
          </div>
        )}
        <div><Button onPress={() => (shown ? setShown(undefined) : setAsking(true))}>{t(shown ? "webhooks.secrets.hide" : "webhooks.secrets.reveal")}</Button></div>
        {asking && <RevealDialog endpoint={endpoint.id} onClose={() => setAsking(false)} onRevealed={(secrets) => { setShown(secrets); setAsking(false); }} />}
      </section>
      <RotateForm endpoint={endpoint} onRotated={(secret) => setShown({ secrets: [secret], headers: {} })} />
    </div>
  );
}

/** What stands in the headers of its own: often a key of its gateway. */
function Headers({ headers }: Pick<Secrets, "headers">) {
  const { t } = useTexts();
  const all = Object.entries(headers);
  if (all.length === 0) return null;
  return (
    <div className="stack-s">
      <h3>{t("webhooks.form.headers")}</h3>
      <dl className="facts">{all.map(([name, value]) => <div key={name} className="webhook-fact"><dt><code>{name}</code></dt><dd><code className="webhook-id">{value}</code></dd></div>)}</dl>
    </div>
  );
}
