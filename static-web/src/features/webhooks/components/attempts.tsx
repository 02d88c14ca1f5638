import { useTexts } from "@/i18n";
import type { Answer, Attempt, MessageDetail } from "../api/wire";
import { AttemptStatus } from "./status";
import { answerText, shortTime } from "./words";

const keyOf = ({ run, number }: Attempt) => `${run}.${number}`;

/** Every attempt of a message, the latest first: when, how long, and what was answered. */
export function Attempts({ detail: { message, answers } }: { detail: MessageDetail }) {
  const { t } = useTexts();
  const answered = new Map(answers.map((answer) => [keyOf(answer.attempt), answer]));
  const runs = new Set(message.attempts.map((attempt) => attempt.run)).size > 1;
  return (
    <ol className="rows" aria-label={t("webhooks.message.attempts")} reversed>
      {[...message.attempts].reverse().map((attempt) => <OneAttempt key={keyOf(attempt)} attempt={attempt} answer={answered.get(keyOf(attempt))} runs={runs} />)}
    </ol>
  );
}

function OneAttempt({ attempt, answer, runs }: { attempt: Attempt; answer: Answer | undefined; runs: boolean }) {
  const { t, language, format } = useTexts();
  return (
    <li className="webhook-attempt stack-s">
      <div className="row">
        <AttemptStatus succeeded={attempt.outcome === "succeeded"} />
        <strong>{answerText(attempt, t)}</strong>
        <span className="small soft numbers">
          {t("webhooks.attempt.number", { number: attempt.number })}{runs && ` · ${t("webhooks.attempt.run", { run: attempt.run })}`} · <time dateTime={attempt.at}>{format.date(attempt.at)} {format.clock(attempt.at)}</time> · {t("webhooks.attempt.took", { time: shortTime(attempt.milliseconds, language) })}
        </span>
      </div>
      {(attempt.outcome === "gone" || attempt.outcome === "aborted") && <p className="small">{t(`webhooks.attempt.${attempt.outcome}`)}</p>}
      {answer && <AnswerDetails answer={answer} />}
    </li>
  );
}

function AnswerDetails({ answer: { detail, address, body, truncated, headers } }: { answer: Answer }) {
  const { t } = useTexts();
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");
  if (!detail && !address && !body && !sent) return null;
  return (
    <details>
      <summary>{t("webhooks.attempt.answer")}</summary>
      <dl className="facts webhook-answer">
        {address && <><dt>{t("webhooks.attempt.address")}</dt><dd><code>{address}</code></dd></>}
        {detail && <><dt>{t("webhooks.attempt.detail")}</dt><dd lang="en"><bdi>{detail}</bdi></dd></>}
        {sent && <><dt>{t("webhooks.attempt.headers")}</dt><dd><pre className="webhook-code" tabIndex={0} role="group" aria-label={t("webhooks.attempt.headers")}><code>{sent}</code></pre></dd></>}
        <dt>{t("webhooks.attempt.body")}</dt>
        <dd>{body ? <pre className="webhook-code" tabIndex={0} role="group" aria-label={t("webhooks.attempt.body")}><code>{body}</code></pre> : <span className="soft">{t("webhooks.attempt.noBody")}</span>}{truncated && <p className="small soft">{t("webhooks.attempt.truncated")}</p>}</dd>
      </dl>
    </details>
  );
}
