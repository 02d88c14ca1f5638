import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { provider, welcome } from "@/api/sign-in";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { EmptyState } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { useDraft } from "@/lib/hooks";
import { notices } from "@/lib/notices";
import { AcceptInvitation } from "../components/accept-invitation";
import { placeOf } from "../components/place-of";

const shortest = 12;

/** The one-time link of a first administrator or of somebody invited. */
export default function Welcome() {
  const { t } = useTexts();
  const [parameters] = useSearchParams();
  const token = parameters.get("token");
  return (
    <div className="narrow">
      {token && provider !== "local" ? (
        <>
          <PageHead title={t("account.welcome.title")} lead={t("account.invitation.intro")} />
          <AcceptInvitation token={token} invitation={parameters.get("invitation") ?? undefined} />
        </>
      ) : token ? (
        <>
          <PageHead title={t("account.welcome.title")} lead={t("account.welcome.intro")} />
          <WelcomeForm token={token} email={parameters.get("email") ?? new URLSearchParams(window.location.hash.slice(1)).get("email") ?? ""} invitation={parameters.get("invitation") ?? undefined} />
        </>
      ) : (
        <EmptyState title={t("account.welcome.noToken")} actions={<ButtonLink to="/sign-in">{t("account.signIn.title")}</ButtonLink>}>
          <p>{t("account.welcome.noTokenText")}</p>
        </EmptyState>
      )}
    </div>
  );
}

function WelcomeForm({ token, email: known, invitation }: { token: string; email: string; invitation?: string }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { draft, change, forget } = useDraft("welcome", { email: known, name: "" });
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));

  const check = (): FieldErrors => {
    const errors: FieldErrors = {};
    if (!draft.email.trim()) errors.email = t("errors.field.required");
    else if (!draft.email.includes("@")) errors.email = t("errors.field.not_an_email");
    if (!draft.name.trim()) errors.name = t("errors.field.required");
    if (password.length < shortest) errors.password = t(password ? "errors.field.weak" : "errors.field.required");
    return errors;
  };

  const submit = async () => {
    const errors = check();
    if (Object.keys(errors).length > 0) return fail(errors);
    setWorking(true);
    try {
      const asksCode = await welcome({ token, email: draft.email.trim(), name: draft.name.trim(), password });
      forget();
      if (asksCode) return void navigate(`/sign-in?step=code&next=${encodeURIComponent(invitation ? `/invitations/${invitation}` : "/")}`, { replace: true });
      await client.resetQueries();
      notices.show(t("account.welcome.done"));
      void navigate(await placeOf(invitation), { replace: true });
    } catch (error) {
      const fields = fieldErrors(error, t);
      if (fields.password && password.length < shortest) fields.password = t("errors.field.weak");
      fail(fields, Object.keys(fields).length > 0 ? undefined : refusalText(error, t));
    } finally {
      setWorking(false);
    }
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <ErrorSummary {...problem} />
      <TextField name="email" type="email" autoComplete="username" required label={t("account.welcome.email")} value={draft.email} onChange={(email) => change({ email })} error={problem.errors.email} />
      <TextField name="name" autoComplete="name" required label={t("account.welcome.name")} hint={t("account.welcome.nameHint")} value={draft.name} onChange={(name) => change({ name })} error={problem.errors.name} />
      <TextField name="password" type={shown ? "text" : "password"} autoComplete="new-password" required label={t("account.welcome.password")} hint={t("account.welcome.passwordHint")} value={password} onChange={setPassword} error={problem.errors.password} />
      <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />{t("account.signIn.showPassword")}</label>
      <div><Button tone="primary" type="submit" working={working}>{t("account.welcome.submit")}</Button></div>
      {invitation && <p><Link to={`/invitations/${invitation}`}>{t("account.welcome.haveAccount")}</Link></p>}
    </form>
  );
}
