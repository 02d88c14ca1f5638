import { useState } from "react";
import { Link } from "react-router";
import { PasskeyDismissed, passkeysWork, signInWithPasskey } from "@/api/passkeys";
import { isProblem } from "@/api/problem";
import { provider, signIn, signInElsewhere } from "@/api/sign-in";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { CodeForm } from "./code-form";

type SignInProps = { then: string; onSignedIn: () => void; /** Whether address and password were right already, and the code is what is missing. */ halfWay?: boolean };

/** E-mail and password and, where one is asked for, a code; or a passkey; or the way to the host's own page. */
export function SignInForm({ then, onSignedIn, halfWay = false }: SignInProps) {
  const { t } = useTexts();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [working, setWorking] = useState(false);
  const [round, setRound] = useState(0);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState<string>();
  const [needsCode, setNeedsCode] = useState(halfWay);

  if (provider !== "local") {
    return (
      <div className="stack">
        <p>{t("account.signIn.elsewhereHint")}</p>
        <div><ButtonAnchor tone="primary" href={signInElsewhere(then)}>{t("account.signIn.elsewhere")}</ButtonAnchor></div>
      </div>
    );
  }

  if (needsCode) return <CodeForm onSignedIn={onSignedIn} onBack={() => setNeedsCode(false)} />;

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
      if (await signIn(email.trim(), password)) return setNeedsCode(true);
      onSignedIn();
    } catch (error) {
      const fields = fieldErrors(error, t);
      const wrong = isProblem(error, 401);
      fail(fields, wrong ? t("account.signIn.wrong") : Object.keys(fields).length > 0 ? undefined : refusalText(error, t));
    } finally {
      setWorking(false);
    }
  };

  const withPasskey = async () => {
    setWorking(true);
    try {
      await signInWithPasskey();
      onSignedIn();
    } catch (error) {
      fail({}, error instanceof PasskeyDismissed ? t("profile.passkeys.dismissed") : refusalText(error, t));
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
      <div className="row">
        <Button tone="primary" type="submit" working={working}>{working ? t("account.signIn.working") : t("account.signIn.submit")}</Button>
        {passkeysWork() && <Button working={working} onPress={() => void withPasskey()}>{t("profile.passkeys.use")}</Button>}
      </div>
      <p><Link to="/reset-password">{t("profile.reset.link")}</Link></p>
    </form>
  );
}
