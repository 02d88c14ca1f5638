import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import type { TenantState as State } from "../api/platform";

const icons = { active: "check", provisioning: "attention", suspended: "attention", exporting: "attention", deleting: "attention", deleted: "close" } as const;

/** How a tenant stands, in a word and a sign. */
export function TenantStateMark({ state }: { state: State }) {
  const { t } = useTexts();
  return <span className={`status platform-state platform-${state}`}><Icon name={icons[state]} size={16} />{t(`platform.states.${state}`)}</span>;
}
