import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { confirmAddress, profileQuery, securityQuery } from "@/api/account";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";

/** The link of a mail that asks whether an address is the reader's. */
export default function ConfirmAddress() {
  const { t } = useTexts();
  const token = useSearchParams()[0].get("token");
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["confirm-address", token],
    enabled: !!token,
    staleTime: Infinity,
    retry: false,
    queryFn: async () => {
      const confirmed = await confirmAddress(token ?? "");
      await client.invalidateQueries({ queryKey: securityQuery.queryKey });
      await client.invalidateQueries({ queryKey: profileQuery.queryKey });
      return confirmed;
    },
  });
  const back = <ButtonLink to="/account/security">{t("profile.tabs.security")}</ButtonLink>;
  return (
    <div className="narrow">
      <PageHead title={t("profile.address.confirmTitle")} />
      {!token ? <EmptyState title={t("account.welcome.noToken")} actions={back}><p>{t("account.welcome.noTokenText")}</p></EmptyState> : (
        <Loading query={query} lines={2}>
          {({ email }) => <div className="callout callout-done stack-s" role="status"><p>{t("profile.address.confirmed", { email })}</p><div>{back}</div></div>}
        </Loading>
      )}
    </div>
  );
}
