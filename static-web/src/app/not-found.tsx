import { ButtonLink } from "@/components/ui/button";
import { useTitle } from "@/components/ui/page";
import { useTexts } from "@/i18n";

export function NotFound() {
  const { t } = useTexts();
  useTitle(t("shell.notFound.title"));
  return (
    <div className="stack measure">
      <h1>{t("shell.notFound.title")}</h1>
      <p>{t("shell.notFound.text")}</p>
      <div><ButtonLink tone="primary" to="/">{t("shell.notFound.home")}</ButtonLink></div>
    </div>
  );
}
