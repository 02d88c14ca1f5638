import { Fragment } from "react";
import { useTexts } from "@/i18n";
import type { MailLetter } from "../api/mails";

const address = /(https?:\/\/\S+)/;

/** A mail as its reader gets it, in the plain form: what programs that show HTML add is the look. Links can be opened; one that signs in is cut short by the server. */
export function Letter({ letter }: { letter: MailLetter }) {
  const { t } = useTexts();
  const { content, from, mail } = letter;
  if (!content) return <p className="soft measure">{t(mail.state === "sent" ? "mail.letter.goneSent" : "mail.letter.gone")}</p>;
  return (
    <div className="panel stack">
      {letter.keyWithheld && <p className="callout measure">{t("mail.letter.keyWithheld")}</p>}
      <dl className="facts">
        <div className="mail-fact"><dt>{t("mail.letter.from")}</dt><dd><bdi>{from}</bdi></dd></div>
        <div className="mail-fact"><dt>{t("mail.letter.to")}</dt><dd>{mail.recipient}</dd></div>
        <div className="mail-fact"><dt>{t("mail.letter.subject")}</dt><dd lang={content.language}><bdi>{content.subject}</bdi></dd></div>
      </dl>
      <div className="mail-text" lang={content.language}>
        {content.text.split(address).map((part, index) => (index % 2 ? <a key={index} href={part} rel="noreferrer">{part}</a> : <Fragment key={index}>{part}</Fragment>))}
      </div>
    </div>
  );
}
