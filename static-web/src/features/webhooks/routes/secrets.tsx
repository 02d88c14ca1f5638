import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import type { Secret } from "../api/wire";
import { Keys } from "../components/keys";
import { RevealDialog } from "../components/reveal-dialog";
import { RotateForm } from "../components/rotate-form";
import { SecretValue, SignatureGuide } from "../components/secret-value";
import { useEndpoint } from "../components/use-endpoint";

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
        <SignatureGuide />
        <Keys keys={endpoint.keys} />
        {shown.length > 0 && (
          <div className="stack" role="status">
            {shown.map((secret) => <SecretValue key={secret.createdAt} secret={secret} />)}
          </div>
        )}
        <div><Button onPress={() => (shown.length > 0 ? setShown([]) : setAsking(true))}>{t(shown.length > 0 ? "webhooks.secrets.hide" : "webhooks.secrets.reveal")}</Button></div>
        {asking && <RevealDialog endpoint={endpoint.id} onClose={() => setAsking(false)} onRevealed={(secrets) => { setShown(secrets); setAsking(false); }} />}
      </section>
      <RotateForm endpoint={endpoint} onRotated={(secret) => setShown([secret])} />
    </div>
  );
}
