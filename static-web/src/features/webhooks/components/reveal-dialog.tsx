import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";
import { isProblem } from "@/api/problem";
import { provider, signInElsewhere } from "@/api/sign-in";
import { ButtonAnchor } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import { revealSecrets } from "../api/endpoints";
import { faultsOf, refusalOf } from "../api/refusals";
import type { Secrets } from "../api/wire";

/** Where the host signs people in itself, they prove once more who they are, unless they have no password; elsewhere they must have signed in lately. */
const asksPassword = provider === "local";

/** Asks before secrets are shown: that they were looked at is told to the audit. */
export function RevealDialog({ endpoint, onRevealed, onClose }: { endpoint: string; onRevealed: (secrets: Secrets) => void; onClose: () => void }) {
  const { t } = useTexts();
  const { pathname, search } = useLocation();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const reveal = useMutation({
    mutationFn: () => revealSecrets(endpoint, password),
    onSuccess: onRevealed,
    onError: (error) => {
      const errors = faultsOf(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalOf(error, t));
    },
  });
  const signInFirst = isProblem(reveal.error) && reveal.error.type === "sign-in-again";
  return (
    <Dialog title={t("webhooks.secrets.revealTitle")} open onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); reveal.mutate(); }}>
        <ErrorSummary {...problem} />
        <p>{t("webhooks.secrets.revealText")}</p>
        {asksPassword && <TextField name="password" type="password" autoComplete="current-password" autoFocus label={t("webhooks.secrets.password")} value={password} error={problem.errors.password} onChange={setPassword} />}
        {signInFirst && <div><ButtonAnchor tone="primary" href={signInElsewhere(`${pathname}${search}`)}>{t("webhooks.secrets.signInAgain")}</ButtonAnchor></div>}
        <DialogActions submit={t("webhooks.secrets.reveal")} working={reveal.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
