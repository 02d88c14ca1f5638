import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorSummary, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { erase, handOver, suspend, type PlatformTenant, type Proof } from "../api/platform";
import { useFormProblem } from "./form-problem";
import { ProofFields } from "./proof";
import { graceText } from "./words";

export type Act = "suspend" | "handOver" | "delete";
type Props = { act: Act; tenant: PlatformTenant; onDone: () => void; onClose: () => void };

/** Takes a tenant away from its people, for a while or for good: says what follows, asks why, and for a proof. */
export function ActDialog({ act, tenant, onDone, onClose }: Props) {
  const { t, format } = useTexts();
  const [typed, setTyped] = useState("");
  const [proof, setProof] = useState<Proof>({});
  const { problem, fail, refused } = useFormProblem();
  const field = act === "delete" ? "confirmation" : "reason";
  const change = useMutation<unknown>({
    mutationFn: () => (act === "delete" ? erase(tenant.id, typed.trim(), proof) : act === "suspend" ? suspend(tenant.id, typed, proof) : handOver(tenant.id, typed, proof)),
    onSuccess: onDone,
    onError: refused,
  });
  const submit = () => {
    if (!typed.trim()) return fail({ [field]: t("errors.field.required") });
    if (act === "delete" && typed.trim() !== tenant.id) return fail({ confirmation: t("platform.delete.differs", { id: tenant.id }) });
    change.mutate();
  };
  return (
    <Dialog open alert title={t(`platform.${act}.title`, { name: tenant.name })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <p>{act === "delete" ? t("platform.delete.text", { grace: graceText(tenant.graceHours, t, format) }) : t(`platform.${act}.text`)}</p>
        {act === "delete"
          ? <TextField name="confirmation" required autoFocus autoComplete="off" label={t("platform.delete.confirm", { id: tenant.id })} value={typed} onChange={setTyped} error={problem.errors.confirmation} />
          : <TextArea name="reason" rows={2} limit={500} label={t("platform.reason")} hint={t("platform.reasonHint")} value={typed} onChange={setTyped} error={problem.errors.reason} />}
        <ProofFields proof={proof} onChange={setProof} errors={problem.errors} refusal={change.error} />
        <div className="dialog-actions">
          <Button tone="harm" type="submit" working={change.isPending}>{t(`platform.${act}.submit`)}</Button>
          <Button onPress={onClose}>{t("shell.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
