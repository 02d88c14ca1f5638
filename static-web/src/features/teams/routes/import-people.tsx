import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { ended, operationQuery } from "@/api/operations";
import { importList, previewList, reportQuery, type InvitationPreview, type LineOutcome } from "@/api/teams";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields";
import { ProgressBar } from "@/components/ui/progress";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { newKey } from "@/lib/keys";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";

/** Invites the people of a file: choose it, look at how it was read, send. */
export default function ImportPeople() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const [file, setFile] = useState<File>();
  const [message, setMessage] = useState("");
  const [operation, setOperation] = useState<string>();
  const refuse = (error: unknown) => notices.show(teamRefusal(error, t), "harm");
  const preview = useMutation({ mutationFn: (chosen: File) => previewList(id, chosen), onError: refuse });
  const [intention, setIntention] = useState(newKey);
  const send = useMutation({
    mutationFn: (chosen: File) => importList(id, chosen, message.trim(), intention),
    onSuccess: (started) => setOperation(started.id),
    onError: (error) => { refuse(error); setIntention(newKey()); },
  });
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setOperation(undefined);
    setIntention(newKey());
    preview.reset();
    if (chosen) preview.mutate(chosen);
  };
  return (
    <div className="stack narrow">
      <h2>{t("teams.import.title")}</h2>
      <p>{t("teams.import.lead")}</p>
      <pre className="callout small" aria-label={t("teams.import.example")} tabIndex={0}>{"e-mail,name,role\nanna@example.org,Anna Bērziņa,member\nbruno@example.org,Bruno,administrator"}</pre>
      <div className="field">
        <label className="field-label" htmlFor="field-file">{t("teams.import.file")}</label>
        <p className="field-hint" id="field-file-hint">{t("teams.import.fileHint")}</p>
        <input id="field-file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="field-file-hint" onChange={(event) => choose(event.target.files?.[0])} />
      </div>
      {file && preview.data && !operation && (
        <>
          <Preview preview={preview.data} />
          {preview.data.ready > 0 && (
            <form className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); send.mutate(file); }}>
              <TextArea name="message" optional rows={2} limit={1000} label={t("teams.invite.message")} value={message} onChange={setMessage} />
              <div><Button tone="primary" type="submit" working={send.isPending}>{t("teams.import.submit", { count: preview.data.ready })}</Button></div>
            </form>
          )}
        </>
      )}
      {operation && <Running id={operation} />}
    </div>
  );
}

function Preview({ preview }: { preview: InvitationPreview }) {
  const { t } = useTexts();
  return (
    <section className="stack" aria-live="polite">
      <h3>{t("teams.import.previewTitle", { lines: preview.lines, ready: preview.ready })}</h3>
      {preview.first.length > 0 && (
        <div className="table">
          <table>
            <thead><tr><th scope="col">{t("teams.members.email")}</th><th scope="col">{t("teams.members.name")}</th><th scope="col">{t("teams.members.role")}</th></tr></thead>
            <tbody>{preview.first.map((line) => <tr key={line.number}><td>{line.email}</td><td><bdi>{line.name}</bdi></td><td>{t(`teams.roles.${line.role}`)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {preview.faults.length > 0 && <Lines title={t("teams.import.faults")} lines={preview.faults.map((line) => ({ number: line.number, email: line.email, outcome: line.fault ?? "not_an_address" }))} />}
    </section>
  );
}

type Line = { number: number; email: string; outcome: LineOutcome };

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const { t } = useTexts();
  return (
    <div className="table">
      <table>
        <caption>{title}</caption>
        <thead><tr><th scope="col">{t("teams.import.line")}</th><th scope="col">{t("teams.members.email")}</th><th scope="col">{t("teams.import.outcome")}</th></tr></thead>
        <tbody>{lines.map((line) => <tr key={line.number}><td className="number">{line.number}</td><td>{line.email}</td><td>{t(`teams.import.outcomes.${line.outcome}`)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}

function Running({ id }: { id: string }) {
  const { t } = useTexts();
  return (
    <Loading query={useQuery(operationQuery(id))} lines={2}>
      {(operation) => {
        const progress = operation.progress;
        const report = (operation.result as { report?: string } | undefined)?.report;
        if (!ended(operation)) {
          return (
            <section className="stack-s" role="status">
              <h3>{t("teams.import.running")}</h3>
              <ProgressBar value={progress && progress.total > 0 ? Math.round((100 * progress.done) / progress.total) : 0} label={t("teams.import.running")} />
              <p className="small soft">{t("teams.import.leave")}</p>
            </section>
          );
        }
        return <>{operation.status !== "succeeded" && <p className="callout callout-harm">{t("teams.import.broken")}</p>}{report && <Report path={report} />}</>;
      }}
    </Loading>
  );
}

function Report({ path }: { path: string }) {
  const { t } = useTexts();
  return (
    <Loading query={useQuery(reportQuery(path))} lines={3}>
      {({ counts, problems }) => (
        <section className="stack" aria-live="polite">
          <h3>{t("teams.import.done", { count: counts.invited })}</h3>
          <ul>
            {counts.alreadyInvited > 0 && <li>{t("teams.import.alreadyInvited", { count: counts.alreadyInvited })}</li>}
            {counts.alreadyMembers > 0 && <li>{t("teams.import.alreadyMembers", { count: counts.alreadyMembers })}</li>}
            {counts.faulty > 0 && <li>{t("teams.import.faulty", { count: counts.faulty })}</li>}
          </ul>
          <div><ButtonAnchor small href={`${path}/csv`} download>{t("teams.import.download")}</ButtonAnchor></div>
          {problems.length > 0 && <Lines title={t("teams.import.faults")} lines={problems} />}
        </section>
      )}
    </Loading>
  );
}
