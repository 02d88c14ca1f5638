import { useState, type ReactNode } from "react";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { useSubmission } from "../api/use-submission";

type ProofProps = {
  title: string;
  submit: string;
  children?: ReactNode;
  onClose: () => void;
  /** Does what the password allows; what it throws is told in the dialog. */
  onProven: (password: string) => Promise<void>;
  words?: (error: unknown) => string | undefined;
};

/** Asks for the password once more before something that a borrowed device must not do. */
export function ProofDialog({ title, submit, children, onClose, onProven, words }: ProofProps) {
  const { t } = useTexts();
  const [password, setPassword] = useState("");
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ password });
    if (errors.password) return fail(errors);
    void run(() => onProven(password), words);
  };
  return (
    <Dialog title={title} open onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
        <ErrorSummary {...faults} />
        {children}
        <TextField name="password" type="password" autoComplete="current-password" required autoFocus label={t("profile.proof")} value={password} onChange={setPassword} error={faults.errors.password} />
        <DialogActions submit={submit} working={working} onClose={onClose} />
      </form>
    </Dialog>
  );
}
