import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { linkSignIn } from "@/api/account";
import { principalQuery, signInElsewhere, signOutElsewhere } from "@/api/sign-in";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";

/** A code that makes whoever is signed in with the platform the person who made it. */
export default function LinkSignIn() {
  const { t } = useTexts();
  const code = useSearchParams()[0].get("code");
  return (
    <div className="narrow">
      <PageHead title={t("profile.linked.takeUpTitle")} />
      {code ? <TakeUp code={code} /> : <EmptyState title={t("account.welcome.noToken")}><p>{t("account.welcome.noTokenText")}</p></EmptyState>}
    </div>
  );
}

function TakeUp({ code }: { code: string }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { working, faults, run } = useSubmission();
  const here = `/account/link?code=${encodeURIComponent(code)}`;
  const take = () => run(async () => {
    await linkSignIn(code);
    await client.resetQueries();
    notices.show(t("profile.linked.takenUp"));
    void navigate("/account/security", { replace: true });
  });
  return (
    <Loading query={useQuery(principalQuery)} lines={3}>
      {(principal) => (
        <div className="stack">
          <ErrorSummary {...faults} />
          {principal && <p>{t("profile.linked.takeUp", { name: principal.userDetails ?? "" })}</p>}
          <p className="callout callout-attention">{t("profile.linked.beware")}</p>
          <div className="row">
            {principal && <Button tone="primary" working={working} onPress={() => void take()}>{t("profile.linked.confirm")}</Button>}
            {principal ? <ButtonAnchor href={signOutElsewhere}>{t("shell.menu.signOut")}</ButtonAnchor> : <ButtonAnchor tone="primary" href={signInElsewhere(here)}>{t("account.signIn.elsewhere")}</ButtonAnchor>}
          </div>
        </div>
      )}
    </Loading>
  );
}
