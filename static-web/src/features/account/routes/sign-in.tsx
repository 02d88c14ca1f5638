import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { meQuery } from "@/api/session";
import { PageHead } from "@/components/ui/page";
import { chooseLanguage, isLanguage, useTexts } from "@/i18n";
import { localPath } from "@/lib/links";
import { SignInForm } from "../components/sign-in-form";

export default function SignIn() {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const then = localPath(parameters.get("next") ?? parameters.get("post_login_redirect_uri"));
  const arrive = async () => {
    await client.resetQueries();
    const chosen = (await client.fetchQuery(meQuery).catch(() => null))?.language;
    if (isLanguage(chosen)) await chooseLanguage(chosen);
    void navigate(then, { replace: true });
  };
  return (
    <div className="narrow">
      <PageHead title={t("account.signIn.title")} lead={t("account.signIn.intro")} />
      <SignInForm then={then} halfWay={parameters.get("step") === "code"} onSignedIn={() => void arrive()} />
      <p className="soft small narrow-note">{t("account.signIn.noAccount")}</p>
    </div>
  );
}
