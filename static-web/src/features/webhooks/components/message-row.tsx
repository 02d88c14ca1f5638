import { Link } from "react-router";
import { useTexts } from "@/i18n";
import { usePortal } from "../api/portal";
import type { Message } from "../api/wire";
import { MessageStatus } from "./status";
import { answerText } from "./words";

/** One message in a list: how it stands, what it tells of, and what was answered last. */
export function MessageRow({ message }: { message: Message }) {
  const { t, format } = useTexts();
  const portal = usePortal();
  const last = message.attempts.at(-1);
  const facts = [
    ...(message.attempts.length > 0 ? [t("webhooks.log.attempts", { count: message.attempts.length })] : []),
    ...(last ? [answerText(last, t)] : []),
    ...(message.nextAt ? [t("webhooks.log.next", { when: format.moment(message.nextAt) })] : []),
  ];
  return (
    <li className="webhook-row">
      <MessageStatus state={message.state} />
      <div className="webhook-what">
        <Link className="webhook-name" to={`${portal.page(message.endpoint)}/messages/${message.id}`} aria-label={t("webhooks.log.open", { type: message.type, when: format.moment(message.at) })}><code>{message.type}</code></Link>
        <p className="small soft"><time dateTime={message.at}>{format.moment(message.at)}</time>{facts.length > 0 && ` · ${facts.join(" · ")}`}</p>
      </div>
      <code className="small soft webhook-id">{message.id}</code>
    </li>
  );
}
