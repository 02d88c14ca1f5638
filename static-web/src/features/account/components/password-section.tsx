import { useState } from "react";
import { changePassword } from "@/api/account";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";

/** Another password; it ends every other session. */
export function PasswordSection({ onChanged }: { onChanged: () => void }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ current, password });
    if (Object.keys(errors).length > 0) return fail(errors);
    void run(async () => {
      await changePassword(current, password);
      setCurrent("");
      setPassword("");
      setOpen(false);
      notices.show(t("profile.password.done"));
      onChanged();
    });
  };
  return (
    <section className="stack" aria-labelledby="password-title">
      <h2 id="password-title">{t("profile.password.title")}</h2>
      {!open ? <div><Button onPress={() => setOpen(true)}>{t("profile.password.change")}</Button></div> : (
        <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
          <ErrorSummary {...faults} />
          <TextField name="current" type="password" autoComplete="current-password" required autoFocus label={t("profile.proof")} value={current} onChange={setCurrent} error={faults.errors.current} />
          <TextField name="password" type="password" autoComplete="new-password" required label={t("profile.password.new")} hint={t("account.welcome.passwordHint")} value={password} onChange={setPassword} error={faults.errors.password} />
          <p className="soft small">{t("profile.password.ends")}</p>
          <div className="row"><Button tone="primary" type="submit" working={working}>{t("profile.password.save")}</Button><Button onPress={() => setOpen(false)}>{t("shell.cancel")}</Button></div>
        </form>
      )}
    </section>
  );
}
