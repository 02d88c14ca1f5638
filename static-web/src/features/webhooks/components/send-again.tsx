import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { ended, operationQuery } from "@/api/operations";
import { privacySettingsQuery } from "@/api/privacy";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { ProgressBar } from "@/components/ui/progress";
import { useTexts } from "@/i18n";
import { fieldTime, momentOf } from "@/lib/format";
import type { FieldErrors } from "@/lib/forms";
import { sendAgain } from "../api/messages";
import { faultsOf, refusalOf } from "../api/refusals";
import { Choice } from "./choice";

const day = 86_400_000;
/** For how long messages are kept where the organization says nothing of it. */
const mostDays = 90;

/** Asks what to send once more and since when; then shows how far that is. */
export function SendAgain({ endpoint, open, onClose }: { endpoint: string; open: boolean; onClose: () => void }) {
  const { t, language } = useTexts();
  const kept = useQuery({ ...privacySettingsQuery(language), enabled: open }).data?.retention.find(({ kind }) => kind === "webhook-messages");
  const days = kept?.days ?? mostDays;
  const [what, setWhat] = useState<"recover" | "replay">("recover");
  const [since, setSince] = useState(() => fieldTime(Date.now() - day));
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const start = useMutation({
    mutationFn: (from: string) => sendAgain(endpoint, what, from),
    onError: (error) => {
      const errors = faultsOf(error, t);
      fail(errors.since ? { since: t("webhooks.again.sinceFault", { days }) } : errors, Object.keys(errors).length > 0 ? undefined : refusalOf(error, t));
    },
  });
  const close = () => {
    onClose();
    fail({});
    start.reset();
  };
  const send = () => {
    const from = momentOf(since);
    if (from) start.mutate(from);
    else fail({ since: t("errors.field.required") });
  };
  return (
    <Dialog title={t("webhooks.again.title")} open={open} onClose={close}>
      {start.data ? <Progress id={start.data.id} onClose={close} /> : (
        <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
          <ErrorSummary {...problem} />
          <Choice name="again" legend={t("webhooks.again.what")} value={what} onChange={setWhat}
            options={[{ value: "recover", label: t("webhooks.again.recover"), hint: t("webhooks.again.recoverHint") }, { value: "replay", label: t("webhooks.again.replay"), hint: t("webhooks.again.replayHint") }]} />
          <TextField name="since" type="datetime-local" required label={t("webhooks.again.since")} hint={t("webhooks.again.sinceHint", { days })} value={since} error={problem.errors.since} onChange={setSince} />
          <DialogActions submit={t("webhooks.again.start")} working={start.isPending} onClose={close} />
        </form>
      )}
    </Dialog>
  );
}

function Progress({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const operation = useQuery(operationQuery(id)).data;
  const over = operation !== undefined && ended(operation);
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: ["webhooks"] });
  }, [over, client]);
  const { done = 0, total = 0 } = operation?.progress ?? {};
  const share = over ? 100 : total > 0 ? (100 * done) / total : 0;
  const status = operation?.status;
  return (
    <div className="stack">
      <ProgressBar value={share} label={t("webhooks.again.title")} />
      <p role="status">{status === "succeeded" ? t("webhooks.again.done") : status === "failed" || status === "canceled" ? t("webhooks.again.broken") : t("webhooks.again.running", { done })}</p>
      <p><Link to={`/operations/${id}`}>{t("webhooks.again.operation")}</Link></p>
      <div className="dialog-actions"><Button onPress={onClose}>{t("shell.close")}</Button></div>
    </div>
  );
}
