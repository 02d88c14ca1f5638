import { useState } from "react";
import { changeAddress, verifyAddressAgain, type Security } from "@/api/account";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";

/** The address to sign in with: whether it is verified, and the way to another one. */
export function AddressSection({ security }: { security: Security }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const again = useSubmission();
  const sendAgain = () => again.run(async () => {
    await verifyAddressAgain();
    notices.show(t("profile.address.sent"));
  });
  return (
    <section className="stack" aria-labelledby="address-title">
      <h2 id="address-title">{t("profile.address.title")}</h2>
      <p>{security.email} {security.emailVerified && <span className="tag">{t("profile.address.verified")}</span>}</p>
      {!security.emailVerified && (
        <div className="callout callout-attention stack-s">
          <h3>{t("profile.address.unverified")}</h3>
          <p className="measure">{t("profile.address.unverifiedText")}</p>
          <ErrorSummary {...again.faults} />
          <div><Button small working={again.working} onPress={() => void sendAgain()}>{t("profile.address.again")}</Button></div>
        </div>
      )}
      {open ? <ChangeAddress onDone={() => setOpen(false)} /> : <div><Button onPress={() => setOpen(true)}>{t("profile.address.change")}</Button></div>}
    </section>
  );
}

function ChangeAddress({ onDone }: { onDone: () => void }) {
  const { t } = useTexts();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ email, password });
    if (Object.keys(errors).length > 0) return fail(errors);
    void run(async () => {
      await changeAddress(email.trim(), password);
      notices.show(t("profile.address.changeSent", { email: email.trim() }));
      onDone();
    });
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...faults} />
      <TextField name="email" type="email" autoComplete="email" required autoFocus label={t("profile.address.new")} hint={t("profile.address.newHint")} value={email} onChange={setEmail} error={faults.errors.email} />
      <TextField name="password" type="password" autoComplete="current-password" required label={t("profile.proof")} value={password} onChange={setPassword} error={faults.errors.password} />
      <div className="row"><Button tone="primary" type="submit" working={working}>{t("profile.address.send")}</Button><Button onPress={onDone}>{t("shell.cancel")}</Button></div>
    </form>
  );
}
