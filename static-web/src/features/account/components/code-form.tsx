import { useState } from "react";
import { isProblem } from "@/api/problem";
import { enterCode } from "@/api/sign-in";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { useSubmission } from "../api/use-submission";

/** The second step of signing in: a code of the app, or a recovery code. */
export function CodeForm({ onSignedIn, onBack }: { onSignedIn: () => void; onBack: () => void }) {
  const { t } = useTexts();
  const [code, setCode] = useState("");
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ code });
    if (errors.code) return fail(errors);
    void run(async () => {
      await enterCode(code);
      onSignedIn();
    }, (error) => (isProblem(error, 401) ? t("profile.code.wrong") : undefined));
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...faults} />
      <TextField name="code" autoComplete="one-time-code" required autoFocus label={t("profile.code.label")} hint={t("profile.code.hint")} value={code} onChange={setCode} error={faults.errors.code} />
      <div className="row"><Button tone="primary" type="submit" working={working}>{t("account.signIn.submit")}</Button><Button onPress={onBack}>{t("profile.code.back")}</Button></div>
    </form>
  );
}
