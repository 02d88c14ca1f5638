import { useTexts } from "@/i18n";
import type { Secret } from "../api/wire";
import { Code } from "./copy";

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
