import { useState } from "react";
import { isProblem } from "@/api/problem";
import { provider, signIn, signInElsewhere } from "@/api/sign-in";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";

/** E-mail and password, or the way to the host's own page. */
export function SignInForm({ then, onSignedIn }: { then: string; onSignedIn: () => void }) {
  const { t } = useTexts();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [working, setWorking] = useState(false);
  const [round, setRound] = useState(0);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState<string>();

  if (provider !== "local") {
    return (
      <div className="stack">
        <p>{t("account.signIn.elsewhereHint")}</p>
        <div><ButtonAnchor tone="primary" href={signInElsewhere(then)}>{t("account.signIn.elsewhere")}</ButtonAnchor></div>
      </div>
    );
  }

  const fail = (fields: FieldErrors, text?: string) => {
    setErrors(fields);
    setMessage(text);
    setRound((now) => now + 1);
  };

  const submit = async () => {
    const missing: FieldErrors = {};
    if (!email.trim()) missing.email = t("errors.field.required");
    if (!password) missing.password = t("errors.field.required");
    if (Object.keys(missing).length > 0) return fail(missing);
    setWorking(true);
    try {
      await signIn(email.trim(), password);
      onSignedIn();
    } catch (error) {
      const fields = fieldErrors(error, t);
      const wrong = isProblem(error, 401);
      fail(fields, wrong ? t("account.signIn.wrong") : Object.keys(fields).length > 0 ? undefined : refusalText(error, t));
    } finally {
      setWorking(false);
    }
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <ErrorSummary errors={errors} message={message} round={round} />
      <TextField name="email" type="email" autoComplete="username" required label={t("account.signIn.email")} value={email} onChange={setEmail} error={errors.email} />
      <TextField name="password" type={shown ? "text" : "password"} autoComplete="current-password" required label={t("account.signIn.password")} value={password} onChange={setPassword} error={errors.password} />
      <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />{t("account.signIn.showPassword")}</label>
      <div><Button tone="primary" type="submit" working={working}>{working ? t("account.signIn.working") : t("account.signIn.submit")}</Button></div>
    </form>
  );
}
