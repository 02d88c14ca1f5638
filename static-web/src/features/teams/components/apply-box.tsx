import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apply, myApplicationsQuery, withdraw, type MyApplication, type Team } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextArea } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { newKey } from "@/lib/keys";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

/** For people outside: apply, or how the application stands. */
export function ApplyBox({ team }: { team: Team }) {
  const { t } = useTexts();
  return (
    <Loading query={useQuery(myApplicationsQuery)} lines={2}>
      {({ items }) => {
        const own = items.find((one) => one.team === team.id);
        const open = team.can.apply && own?.state !== "pending" && !(own?.againFrom && new Date(own.againFrom) > new Date());
        return (
          <>
            {own && own.state !== "withdrawn" && <Standing application={own} />}
            {open ? <ApplyForm team={team} /> : !team.takesApplications && !own && <p className="callout">{t("teams.apply.closed")}</p>}
          </>
        );
      }}
    </Loading>
  );
}

function Standing({ application }: { application: MyApplication }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: () => withdraw(application.id),
    onSuccess: () => { void client.invalidateQueries({ queryKey: myApplicationsQuery.queryKey }); notices.show(t("teams.apply.withdrawn")); },
    onError: (error) => notices.show(teamRefusal(error, t), "harm"),
  });
  return (
    <section className="callout stack-s">
      <h3>{t(`teams.apply.state.${application.state}`)}</h3>
      {application.state === "pending" && <p className="small soft">{t("teams.apply.since", { when: format.ago(application.appliedAt) })}</p>}
      {application.reason && <p>{t("teams.apply.reason")} <bdi>{application.reason}</bdi></p>}
      {application.againFrom && <p className="small soft">{t("teams.apply.againFrom", { date: format.date(application.againFrom) })}</p>}
      {application.state === "pending" && <div><Button small working={back.isPending} onPress={() => back.mutate()}>{t("teams.apply.withdraw")}</Button></div>}
    </section>
  );
}

function ApplyForm({ team }: { team: Team }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [message, setMessage] = useState("");
  const [intention, setIntention] = useState(newKey);
  const [problem, setProblem] = useState<{ message?: string; round: number }>({ round: 0 });
  const send = useMutation({
    mutationFn: () => apply(team.id, message.trim(), intention),
    onSuccess: () => { void client.invalidateQueries({ queryKey: myApplicationsQuery.queryKey }); notices.show(t("teams.apply.sent", { name: team.name })); },
    onError: (error) => { setProblem((now) => ({ message: teamRefusal(error, t), round: now.round + 1 })); setIntention(newKey()); },
  });
  return (
    <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); send.mutate(); }}>
      <h3>{t("teams.apply.title")}</h3>
      <p className="soft">{t("teams.apply.lead")}</p>
      <ErrorSummary errors={{}} {...problem} />
      <TextArea name="message" label={t("teams.apply.message")} optional limit={1000} value={message} onChange={setMessage} />
      <div><Button tone="primary" type="submit" working={send.isPending}>{t("teams.apply.submit")}</Button></div>
    </form>
  );
}
