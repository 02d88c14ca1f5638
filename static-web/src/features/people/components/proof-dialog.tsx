import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { securityQuery } from "@/api/account";
import { provider } from "@/api/sign-in";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import type { Proof } from "../api/people";

/** What is done once it is clear who asks. */
type Proven = { mutate: (proof: Proof, options: { onSuccess: () => void; onError: (error: unknown) => void }) => void; isPending: boolean };
type ProofProps = { title: string; text: string; submit: string; action: Proven; onClose: () => void };

/** Before something that must not be done with a borrowed session: says what follows, and has the administrator show to be who is signed in. Where the platform signs
 * people in there is nothing to type: it answers whether the sign-in is recent enough. */
export function ProofDialog(props: ProofProps) {
  return (
    <Dialog open title={props.title} onClose={props.onClose}>
      {provider === "local" ? <Asked {...props} /> : <ProofForm {...props} />}
    </Dialog>
  );
}

function Asked(props: ProofProps) {
  const security = useQuery(securityQuery);
  return <Loading query={security}>{({ secondFactorSince }) => <ProofForm {...props} field={secondFactorSince !== null ? "code" : "password"} />}</Loading>;
}

function ProofForm({ text, submit, action, field, onClose }: ProofProps & { field?: "code" | "password" }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const refused = (error: unknown) => {
    const errors = fieldErrors(error, t);
    fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
  };
  const send = () => {
    if (field && !typed.trim()) fail({ [field]: t("errors.field.required") });
    else action.mutate(field === "code" ? { code: typed } : field === "password" ? { password: typed } : {}, { onSuccess: onClose, onError: refused });
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...problem} />
      <p>{text}</p>
      {field === "code" && <TextField name="code" autoComplete="one-time-code" required autoFocus label={t("people.resetCode")} value={typed} onChange={setTyped} error={problem.errors.code} />}
      {field === "password" && <TextField name="password" type="password" autoComplete="current-password" required autoFocus label={t("people.resetPassword")} value={typed} onChange={setTyped} error={problem.errors.password} />}
      <DialogActions submit={submit} working={action.isPending} onClose={onClose} />
    </form>
  );
}
