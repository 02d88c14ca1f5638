import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { acceptInvitation, principalQuery, signInElsewhere } from "@/api/sign-in";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { placeOf } from "./place-of";

/** A one-time link where the platform signs people in: first sign in there, then take up the account. */
export function AcceptInvitation({ token, invitation }: { token: string; invitation?: string }) {
  const { t } = useTexts();
  return (
    <Loading query={useQuery(principalQuery)} lines={3}>
      {(principal) => principal ? <Accept token={token} invitation={invitation} known={principal.userDetails ?? ""} /> : (
        <div className="stack">
          <p>{t("account.invitation.signInFirst")}</p>
          <div><ButtonAnchor tone="primary" href={signInElsewhere(`/welcome?token=${encodeURIComponent(token)}${invitation ? `&invitation=${encodeURIComponent(invitation)}` : ""}`)}>{t("account.signIn.elsewhere")}</ButtonAnchor></div>
        </div>
      )}
    </Loading>
  );
}

function Accept({ token, invitation, known }: { token: string; invitation?: string; known: string }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));

  const submit = async () => {
    if (!name.trim()) return fail({ name: t("errors.field.required") });
    setWorking(true);
    try {
      await acceptInvitation(token, name.trim());
      await client.resetQueries();
      notices.show(t("account.welcome.done"));
      void navigate(await placeOf(invitation), { replace: true });
    } catch (error) {
      const fields = fieldErrors(error, t);
      fail(fields, Object.keys(fields).length > 0 ? undefined : refusalText(error, t));
    } finally {
      setWorking(false);
    }
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <ErrorSummary {...problem} />
      <p className="soft">{t("account.invitation.signedInAs", { name: known })}</p>
      <TextField name="name" autoComplete="name" required label={t("account.welcome.name")} hint={t("account.welcome.nameHint")} value={name} onChange={setName} error={problem.errors.name} />
      <div><Button tone="primary" type="submit" working={working}>{t("account.invitation.accept")}</Button></div>
    </form>
  );
}
