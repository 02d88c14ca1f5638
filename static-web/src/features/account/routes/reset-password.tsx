import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { askForReset, choosePassword } from "@/api/account";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";

/** A forgotten password: asks for the address, or, with the link of the mail, for another password. */
export default function ResetPassword() {
  const { t } = useTexts();
  const token = useSearchParams()[0].get("token");
  return (
    <div className="narrow">
      <PageHead title={t(token ? "profile.reset.chooseTitle" : "profile.reset.title")} lead={t(token ? "profile.reset.chooseLead" : "profile.reset.lead")} />
      {token ? <Choose token={token} /> : <Ask />}
    </div>
  );
}

function Ask() {
  const { t } = useTexts();
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState(false);
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ email });
    if (errors.email) return fail(errors);
    if (!email.includes("@")) return fail({ email: t("errors.field.not_an_email") });
    void run(async () => {
      await askForReset(email.trim());
      setAsked(true);
    });
  };
  if (asked) {
    return (
      <div className="callout stack-s" role="status">
        <h2>{t("profile.reset.askedTitle")}</h2>
        <p className="measure">{t("profile.reset.asked", { email: email.trim() })}</p>
        <div><Button small onPress={() => setAsked(false)}>{t("profile.reset.again")}</Button></div>
      </div>
    );
  }
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...faults} />
      <TextField name="email" type="email" autoComplete="username" required label={t("account.signIn.email")} value={email} onChange={setEmail} error={faults.errors.email} />
      <div className="row"><Button tone="primary" type="submit" working={working}>{t("profile.reset.send")}</Button><ButtonLink to="/sign-in">{t("account.signIn.title")}</ButtonLink></div>
    </form>
  );
}

function Choose({ token }: { token: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ password });
    if (errors.password) return fail(errors);
    void run(async () => {
      await choosePassword(token, password);
      notices.show(t("profile.reset.done"));
      void navigate("/sign-in", { replace: true });
    });
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...faults} />
      <TextField name="password" type={shown ? "text" : "password"} autoComplete="new-password" required label={t("profile.password.new")} hint={t("account.welcome.passwordHint")} value={password} onChange={setPassword} error={faults.errors.password} />
      <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />{t("account.signIn.showPassword")}</label>
      <div className="row"><Button tone="primary" type="submit" working={working}>{t("profile.password.save")}</Button><ButtonLink to="/reset-password">{t("profile.reset.newLink")}</ButtonLink></div>
    </form>
  );
}
