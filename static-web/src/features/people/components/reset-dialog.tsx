import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { securityQuery } from "@/api/account";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { usePersonActions, type Person } from "../api/people";

/** Lets somebody in again who lost the codes, once the administrator has shown to be who is signed in. */
export function ResetDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts();
  const security = useQuery(securityQuery);
  return (
    <Dialog open title={t("people.resetTitle", { name: person.name })} onClose={onClose}>
      <Loading query={security}>{({ secondFactorSince }) => <ProofForm person={person} withCode={secondFactorSince !== null} onClose={onClose} />}</Loading>
    </Dialog>
  );
}

function ProofForm({ person, withCode, onClose }: { person: Person; withCode: boolean; onClose: () => void }) {
  const { t } = useTexts();
  const { resetSecondFactor: reset } = usePersonActions(person);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const field = withCode ? "code" : "password";
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const refused = (error: unknown) => {
    const errors = fieldErrors(error, t);
    fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
  };
  const submit = () =>
    typed.trim() ? reset.mutate(withCode ? { code: typed } : { password: typed }, { onSuccess: onClose, onError: refused }) : fail({ [field]: t("errors.field.required") });
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <ErrorSummary {...problem} />
      <p>{t("people.resetText")}</p>
      {withCode
        ? <TextField name="code" autoComplete="one-time-code" required autoFocus label={t("people.resetCode")} value={typed} onChange={setTyped} error={problem.errors.code} />
        : <TextField name="password" type="password" autoComplete="current-password" required autoFocus label={t("people.resetPassword")} value={typed} onChange={setTyped} error={problem.errors.password} />}
      <DialogActions submit={t("people.resetSubmit")} working={reset.isPending} onClose={onClose} />
    </form>
  );
}
