import { Outlet } from "react-router";
import { PageHead, Tabs } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import "../privacy.css";

/** What administrators decide about personal data and legal texts. */
export default function PrivacyDesk() {
  const { t } = useTexts();
  const at = "/administration/privacy";
  return (
    <>
      <PageHead title={t("privacy.desk.title")} lead={t("privacy.desk.lead")} back={{ to: "/administration", label: t("administration.title") }} />
      <Tabs label={t("privacy.desk.title")} tabs={[
        { to: at, label: t("privacy.desk.texts"), end: true },
        { to: `${at}/settings`, label: t("privacy.desk.settings") },
        { to: `${at}/processing`, label: t("privacy.desk.processing") },
        { to: `${at}/erasures`, label: t("privacy.desk.erasures") },
      ]} />
      <Outlet />
    </>
  );
}
