import { useState } from "react";
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes, type Enrolment, type Security } from "@/api/account";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";
import { ProofDialog } from "./proof-dialog";
import { RecoveryCodes } from "./recovery-codes";

type Step = { name: "none" } | { name: "begin" | "renew" | "remove" } | { name: "confirm"; enrolment: Enrolment } | { name: "codes"; codes: string[] };

/** A code of an authenticator app beside the password: set up, recovered, taken away. */
export function SecondFactorSection({ security, onChanged }: { security: Security; onChanged: () => void }) {
  const { t, format } = useTexts();
  const [step, setStep] = useState<Step>({ name: "none" });
  const leave = () => setStep({ name: "none" });
  const show = (codes: string[]) => {
    setStep({ name: "codes", codes });
    onChanged();
  };
  const on = security.secondFactorSince;
  return (
    <section className="stack" aria-labelledby="second-title">
      <h2 id="second-title">{t("profile.second.title")}</h2>
      <p className="measure">{on ? t("profile.second.on", { date: format.date(on) }) : t("profile.second.off")}</p>
      {on && <p className={security.recoveryCodesLeft < 3 ? "callout callout-attention" : "soft small"}>{t("profile.second.left", { count: security.recoveryCodesLeft })}</p>}
      {step.name === "codes" && <RecoveryCodes codes={step.codes} onDone={leave} />}
      {step.name === "confirm" && <Confirm enrolment={step.enrolment} onConfirmed={show} onLeave={leave} />}
      {step.name !== "confirm" && step.name !== "codes" && (
        <div className="row">
          {!on && <Button onPress={() => setStep({ name: "begin" })}>{t("profile.second.begin")}</Button>}
          {on && <Button onPress={() => setStep({ name: "renew" })}>{t("profile.second.renew")}</Button>}
          {on && <Button tone="harm" onPress={() => setStep({ name: "remove" })}>{t("profile.second.remove")}</Button>}
        </div>
      )}
      {step.name === "begin" && (
        <ProofDialog title={t("profile.second.begin")} submit={t("profile.second.go")} onClose={leave}
          onProven={async (password) => setStep({ name: "confirm", enrolment: await beginSecondFactor(password) })} />
      )}
      {step.name === "renew" && (
        <ProofDialog title={t("profile.second.renew")} submit={t("profile.second.renew")} onClose={leave} onProven={async (password) => show(await renewRecoveryCodes(password))}>
          <p>{t("profile.second.renewText")}</p>
        </ProofDialog>
      )}
      {step.name === "remove" && (
        <ProofDialog title={t("profile.second.remove")} submit={t("profile.second.remove")} onClose={leave}
          onProven={async (password) => {
            await removeSecondFactor(password);
            leave();
            onChanged();
            notices.show(t("profile.second.removed"));
          }}>
          <p>{t("profile.second.removeText")}</p>
        </ProofDialog>
      )}
    </section>
  );
}

function Confirm({ enrolment, onConfirmed, onLeave }: { enrolment: Enrolment; onConfirmed: (codes: string[]) => void; onLeave: () => void }) {
  const { t } = useTexts();
  const [code, setCode] = useState("");
  const { working, faults, fail, run, missing } = useSubmission();
  const send = () => {
    const errors = missing({ code });
    if (errors.code) return fail(errors);
    void run(async () => onConfirmed(await confirmSecondFactor(code)));
  };
  return (
    <form className="stack panel enrolment" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...faults} />
      <ol className="stack">
        <li className="stack-s">
          <p>{t("profile.second.scan")}</p>
          <img className="qr" src={enrolment.picture} alt={t("profile.second.qr")} width={220} height={220} />
          <p className="small">{t("profile.second.type")} <code className="secret">{enrolment.secret.replace(/.{4}(?=.)/g, "$& ")}</code></p>
        </li>
        <li>
          <TextField name="code" autoComplete="one-time-code" required autoFocus label={t("profile.second.code")} hint={t("profile.second.codeHint")} value={code} onChange={setCode} error={faults.errors.code} />
        </li>
      </ol>
      <div className="row"><Button tone="primary" type="submit" working={working}>{t("profile.second.confirm")}</Button><Button onPress={onLeave}>{t("shell.cancel")}</Button></div>
    </form>
  );
}
