import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { acceptApplication, applicationsQuery, rejectApplication, type Application } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { InlineSelect, TextArea } from "@/components/ui/fields";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

const states = ["pending", "accepted", "rejected", "withdrawn"] as const;

/** Who wants to join a team. */
export default function Applications() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const [state, setState] = useState<string>("pending");
  const query = useInfiniteQuery(applicationsQuery(id, { state: state ? [state] : undefined }));
  return (
    <section className="stack">
      <div className="row-apart">
        <h2>{t("teams.tabs.applications")}</h2>
        <InlineSelect label={t("teams.invitations.state")} value={state} onChange={setState} options={[...states.map((value) => ({ value, label: t(`teams.applications.states.${value}`) })), { value: "", label: t("teams.invitations.all") }]} />
      </div>
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const total = pages[0]?.total ?? 0;
          if (total === 0) return <EmptyState title={t("teams.applications.emptyTitle")}><p>{t("teams.applications.emptyText")}</p></EmptyState>;
          return (
            <>
              <ul className="rows rows-airy">{items.map((one) => <Row key={one.id} team={id} application={one} />)}</ul>
              <Pager shown={items.length} total={total} pages={query} />
            </>
          );
        }}
      </Loading>
    </section>
  );
}

function Row({ team, application }: { team: string; application: Application }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const [rejecting, setRejecting] = useState(false);
  const name = application.applicant.name;
  const refresh = () => void client.invalidateQueries({ queryKey: ["team", team] });
  const accept = useMutation({
    mutationFn: () => acceptApplication(team, application.id),
    onSuccess: () => { refresh(); notices.show(t("teams.applications.accepted", { name })); },
    onError: (error) => notices.show(teamRefusal(error, t), "harm"),
  });
  return (
    <li className="row-apart">
      <div className="grow stack-s">
        <h3><bdi>{name}</bdi></h3>
        {application.message && <p className="measure"><bdi>{application.message}</bdi></p>}
        <p className="small soft">{t("teams.applications.applied", { when: format.ago(application.appliedAt) })} · {t(`teams.applications.states.${application.state}`)}{application.decidedBy && ` · ${application.decidedBy.name}`}</p>
        {application.reason && <p className="small">{t("teams.apply.reason")} <bdi>{application.reason}</bdi></p>}
      </div>
      {application.state === "pending" && (
        <div className="member-actions">
          <Button tone="primary" small working={accept.isPending} onPress={() => accept.mutate()} aria-label={`${t("teams.applications.accept")}: ${name}`}>{t("teams.applications.accept")}</Button>
          <Button small onPress={() => setRejecting(true)} aria-label={`${t("teams.applications.reject")}: ${name}`}>{t("teams.applications.reject")}</Button>
        </div>
      )}
      <RejectDialog team={team} application={application} open={rejecting} onClose={() => setRejecting(false)} onDone={refresh} />
    </li>
  );
}

function RejectDialog({ team, application, open, onClose, onDone }: { team: string; application: Application; open: boolean; onClose: () => void; onDone: () => void }) {
  const { t } = useTexts();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string>();
  const name = application.applicant.name;
  const reject = useMutation({
    mutationFn: () => rejectApplication(team, application.id, reason.trim()),
    onSuccess: () => { onClose(); onDone(); notices.show(t("teams.applications.rejected", { name })); },
    onError: (refusal) => setError(teamRefusal(refusal, t)),
  });
  const submit = () => (reason.trim() ? reject.mutate() : setError(t("errors.field.required")));
  return (
    <Dialog title={t("teams.applications.rejectTitle", { name })} open={open} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextArea name="reason" label={t("teams.applications.reason")} hint={t("teams.applications.reasonHint")} limit={1000} value={reason} onChange={setReason} error={error} />
        <DialogActions submit={t("teams.applications.reject")} working={reject.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
