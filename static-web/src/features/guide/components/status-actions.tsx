import type { Tagged } from "@/api/client";
import type { Status, TreeItem } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { StatusLabel } from "@/components/ui/progress";
import { useTexts } from "@/i18n";
import { stepsFrom } from "@/lib/progress";
import { useStatus } from "../api/use-status";

/** Where the task stands and, for those who may, what can be done about it: one main button, at most one beside it. */
export function StatusActions({ process, item }: { process: string; item: Tagged<TreeItem> }) {
  const { t } = useTexts();
  const change = useStatus(process, item);
  const { primary, secondary } = stepsFrom(item.status);
  const wording = (to: Status) => {
    if (to === "finished") return t("guide.finish");
    if (to === "awaiting") return t("guide.toAwaiting");
    return item.status === "finished" ? t("guide.reopen") : t("guide.start");
  };
  return (
    <div className="status-actions">
      <StatusLabel status={item.status} />
      {item.rights.createAssets && <div className="row">
        <Button tone={item.status === "finished" ? "plain" : "primary"} isDisabled={change.isPending} onPress={() => change.mutate(primary)}>
          {primary === "finished" && <Icon name="check" size={18} />}{wording(primary)}
        </Button>
        {secondary && <Button tone="quiet" isDisabled={change.isPending} onPress={() => change.mutate(secondary)}>{wording(secondary)}</Button>}
      </div>}
    </div>
  );
}
