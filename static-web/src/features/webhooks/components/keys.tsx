import { useState } from "react";
import { useTexts } from "@/i18n";
import type { SigningKey } from "../api/wire";

/** What an endpoint signs with: without what is secret of it. */
export function Keys({ keys }: { keys: SigningKey[] }) {
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
          {keys.map((key) => (
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
