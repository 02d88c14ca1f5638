import { useQuery, useQueryClient } from "@tanstack/react-query";
import { endOtherSessions, endSession, sessionsQuery, type KnownSession } from "@/api/account";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";

/** Where the person is signed in, and the way to end it there. */
export function SessionsSection() {
  const { t } = useTexts();
  return (
    <section className="stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t("profile.sessions.title")}</h2>
      <p className="measure">{t("profile.sessions.intro")}</p>
      <Loading query={useQuery(sessionsQuery)} lines={3}>{(sessions) => <Sessions sessions={sessions} />}</Loading>
    </section>
  );
}

function Sessions({ sessions }: { sessions: KnownSession[] }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const { working, faults, run } = useSubmission();
  const end = (work: () => Promise<void>, text: string) => run(async () => {
    await work();
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    notices.show(text);
  });
  const nameOf = (session: KnownSession) => session.device ?? t("profile.sessions.unknown");
  return (
    <>
      <ErrorSummary {...faults} />
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id} className="row-apart">
            <div>
              <strong>{nameOf(session)}</strong> {session.current && <span className="tag">{t("profile.sessions.current")}</span>}
              <p className="soft small">{t("profile.sessions.began", { when: format.moment(session.createdAt), how: t(`profile.sessions.methods.${session.method}`) })}</p>
              <p className="soft small">{t("profile.sessions.seen", { when: format.ago(session.lastSeenAt) })} {session.network && t("profile.sessions.network", { network: session.network })}</p>
            </div>
            {!session.current && (
              <Button small tone="quiet" working={working} aria-label={t("profile.sessions.endNamed", { device: nameOf(session) })} onPress={() => void end(() => endSession(session.id), t("profile.sessions.ended"))}>
                {t("profile.sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <div><Button working={working} onPress={() => void end(endOtherSessions, t("profile.sessions.othersEnded"))}>{t("profile.sessions.endOthers")}</Button></div>}
    </>
  );
}
