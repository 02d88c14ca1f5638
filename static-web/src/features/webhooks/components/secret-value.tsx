import { useTexts } from "@/i18n";
import type { Secret } from "../api/wire";
import { Code } from "./code";

/** A secret that is shown now, or the public half of one, with what its receiver does with it. */
export function SecretValue({ secret }: { secret: Secret }) {
  const { t, format } = useTexts();
  const value = secret.secret ?? secret.publicKey ?? "";
  return (
    <div className="callout callout-attention stack-s">
      <p><strong>{t(`webhooks.secrets.shown.${secret.kind}`)}</strong></p>
      <Code text={value} label={t(`webhooks.secrets.shown.${secret.kind}`)} />
      <p className="small measure">{t(`webhooks.secrets.use.${secret.kind}`)}</p>
      {secret.expiresAt && <p className="small">{t("webhooks.secrets.until", { when: format.moment(secret.expiresAt) })}</p>}
    </div>
  );
}

/** Where a developer learns how signatures are verified, and finds a library that does it. */
export function SignatureGuide() {
  const { t } = useTexts();
  return <p><a href="https://www.standardwebhooks.com" target="_blank" rel="noreferrer">{t("webhooks.secrets.how")}</a></p>;
}
