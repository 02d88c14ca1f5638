import { Tabs } from "@/components/ui/page";
import { useTexts } from "@/i18n";

export function CatalogueTabs() {
  const { t } = useTexts();
  return (
    <Tabs label={t("catalogue.tabs.label")} tabs={[
      { to: "/catalogue", label: t("catalogue.tabs.interlinkers"), end: true },
      { to: "/catalogue/problem-profiles", label: t("catalogue.tabs.profiles") },
      { to: "/catalogue/schemas", label: t("catalogue.tabs.schemas") },
    ]} />
  );
}
