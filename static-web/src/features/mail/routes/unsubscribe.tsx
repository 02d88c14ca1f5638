import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { EmptyState, ErrorState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { announce } from "@/lib/notices";
import { unsubscribe, unsubscribeQuery, type Unsubscription } from "../api/mails";

const categories = ["invitations", "teams"] as const;

/** Ends mails that somebody does not want any more. Asks first: programs open links of mails on their own. Nobody need be signed in. */
export default function Unsubscribe() {
  const { t } = useTexts();
  const token = useSearchParams()[0].get("token") ?? "";
  const query = useQuery({ ...unsubscribeQuery(token), enabled: token !== "" });
  return (
    <div className="narrow">
      {!query.data && <PageHead title={t("mail.unsubscribe.title")} />}
      {token === "" ? (
        <EmptyState title={t("mail.unsubscribe.noToken")}><p>{t("mail.unsubscribe.noTokenText")}</p></EmptyState>
      ) : (
        <Loading query={query}>{(what) => <Question what={what} token={token} />}</Loading>
      )}
    </div>
  );
}

function Question({ what, token }: { what: Unsubscription; token: string }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => unsubscribe(token),
    onSuccess: (told) => {
      client.setQueryData(unsubscribeQuery(token).queryKey, told);
      announce(t("mail.unsubscribe.doneTitle"));
    },
  });
  const category = categories.find((one) => one === what.category) ?? "teams";
  const kind = what.hasAccount ? t(`mail.unsubscribe.categories.${category}`) : t("mail.unsubscribe.guest", { sender: what.sender });
  if (what.ended) {
    return (
      <>
        <PageHead title={t("mail.unsubscribe.doneTitle")} lead={what.hasAccount ? t("mail.unsubscribe.done", { sender: what.sender }) : t("mail.unsubscribe.doneGuest", { sender: what.sender })} />
        <div><ButtonLink to="/">{t("mail.unsubscribe.home")}</ButtonLink></div>
      </>
    );
  }
  return (
    <>
      <PageHead title={t("mail.unsubscribe.title")} lead={kind} />
      <div className="stack">
        {what.hasAccount && <p className="measure">{t("mail.unsubscribe.still", { sender: what.sender })}</p>}
        {end.error && <ErrorState error={end.error} />}
        <div className="row">
          <Button tone="primary" working={end.isPending} onPress={() => end.mutate()}>{t("mail.unsubscribe.action")}</Button>
          <ButtonLink to="/">{t("mail.unsubscribe.keep")}</ButtonLink>
        </div>
      </div>
    </>
  );
}
