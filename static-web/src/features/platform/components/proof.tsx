import { useQuery } from "@tanstack/react-query";
import { useLocation } from "react-router";
import { securityQuery } from "@/api/account";
import { isProblem } from "@/api/problem";
import { provider, signInElsewhere } from "@/api/sign-in";
import { ButtonAnchor } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import type { Proof } from "../api/platform";

type Props = { proof: Proof; onChange: (proof: Proof) => void; errors: FieldErrors; refusal: unknown };

/** Asks who is signed in to prove it once more: by the password, or a code; where another service signs people in, by signing in there anew. */
export function ProofFields({ proof, onChange, errors, refusal }: Props) {
  const { t } = useTexts();
  const { pathname, search } = useLocation();
  const security = useQuery({ ...securityQuery, enabled: provider === "local" }).data;
  if (provider !== "local") {
    return isProblem(refusal) && refusal.type === "sign-in-again"
      ? <div><ButtonAnchor tone="primary" href={signInElsewhere(`${pathname}${search}`)}>{t("platform.proof.signInAgain")}</ButtonAnchor></div>
      : null;
  }
  return security && security.secondFactorSince !== null
    ? <TextField name="code" autoComplete="one-time-code" required label={t("platform.proof.code")} value={proof.code ?? ""} onChange={(code) => onChange({ code })} error={errors.code} />
    : <TextField name="password" type="password" autoComplete="current-password" required label={t("platform.proof.password")} value={proof.password ?? ""} onChange={(password) => onChange({ password })} error={errors.password} />;
}
