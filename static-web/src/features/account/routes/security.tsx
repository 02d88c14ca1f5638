import { useQuery, useQueryClient } from "@tanstack/react-query";
import { profileQuery, securityQuery, sessionsQuery } from "@/api/account";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { AccountTabs } from "../components/account-tabs";
import { AddressSection } from "../components/address-section";
import { LinkedSection } from "../components/linked-section";
import { PasskeysSection } from "../components/passkeys-section";
import { PasswordSection } from "../components/password-section";
import { SecondFactorSection } from "../components/second-factor-section";
import { SessionsSection } from "../components/sessions-section";
import "../account.css";

/** How one signs in, and where one is signed in. */
export default function SecurityPage() {
  const { t } = useTexts();
  return (
    <div className="narrow">
      <PageHead title={t("profile.security.title")} lead={t("profile.security.lead")} />
      <AccountTabs />
      <Loading query={useQuery(profileQuery)}>{(profile) => (profile.signIn === "platform" ? <OnThePlatform /> : <OnThisHost />)}</Loading>
    </div>
  );
}

function OnThisHost() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: securityQuery.queryKey });
  const refreshAll = () => {
    refresh();
    void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  return (
    <Loading query={useQuery(securityQuery)}>
      {(security) => (
        <div className="stack-l">
          <AddressSection security={security} />
          <PasswordSection onChanged={refreshAll} />
          <SecondFactorSection security={security} onChanged={refresh} />
          <PasskeysSection passkeys={security.passkeys} onChanged={refresh} />
          <SessionsSection />
        </div>
      )}
    </Loading>
  );
}

function OnThePlatform() {
  const { t } = useTexts();
  return (
    <div className="stack-l">
      <LinkedSection />
      <section className="stack-s" aria-labelledby="elsewhere-title">
        <h2 id="elsewhere-title">{t("profile.sessions.title")}</h2>
        <p className="measure">{t("profile.security.elsewhere")}</p>
      </section>
    </div>
  );
}
