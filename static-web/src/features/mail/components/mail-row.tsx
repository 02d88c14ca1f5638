import { Link } from "react-router";
import { useTexts } from "@/i18n";
import type { Mail } from "../api/mails";
import { MailStatus } from "./mail-status";
import { reasonText, templateText } from "./mail-words";

/** One mail in the list: how it stands, what it is, to whom, since when, and why it did not leave. */
export function MailRow({ mail }: { mail: Mail }) {
  const { t, format } = useTexts();
  const facts = [mail.recipient, format.ago(mail.enqueuedAt), ...(mail.attempts > 1 ? [t("mail.attempts", { count: mail.attempts })] : [])];
  return (
    <li className="mail">
      <MailStatus state={mail.state} />
      <div className="mail-what">
        <Link className="mail-name" to={`/administration/mail/${mail.id}`}>{templateText(mail.template, t)}<span className="hidden"> – {mail.recipient}</span></Link>
        <p className="small soft">{facts.join(" · ")}</p>
        {mail.reason && <p className="small">{reasonText(mail.reason, t)}</p>}
      </div>
    </li>
  );
}
