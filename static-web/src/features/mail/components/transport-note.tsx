import { useTexts } from "@/i18n";

const settings = `Interlink__Mail__From=noreply@example.org
Interlink__Mail__Smtp__Host=smtp.example.org
Interlink__Mail__Smtp__Port=587
Interlink__Mail__Smtp__UserName=…
Interlink__Mail__Smtp__Password=…`;

/** Says how mails leave; where they do not leave at all, how to set that up. */
export function TransportNote({ transport }: { transport: string | undefined }) {
  const { t } = useTexts();
  if (transport && transport !== "folder") return null;
  return (
    <div className="callout callout-attention stack-s">
      <h2>{transport ? t("mail.transport.folderTitle") : t("mail.transport.noneTitle")}</h2>
      <p className="measure">{transport ? t("mail.transport.folder") : t("mail.transport.none")}</p>
      <details>
        <summary>{t("mail.transport.how")}</summary>
        <div className="stack-s">
          <p className="measure">{t("mail.transport.smtp")}</p>
          <pre className="mail-settings" tabIndex={0} aria-label={t("mail.transport.settings")}>{settings}</pre>
        </div>
      </details>
    </div>
  );
}
