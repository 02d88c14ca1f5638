import { Tabs } from "@/components/ui/page";
import { useTexts } from "@/i18n";

/** The pages of one's own account. */
export function AccountTabs() {
  const { t } = useTexts();
  return <Tabs label={t("profile.tabs.label")} tabs={[{ to: "/account", label: t("profile.tabs.profile"), end: true }, { to: "/account/security", label: t("profile.tabs.security") }, { to: "/account/privacy", label: t("profile.tabs.privacy") }]} />;
}
