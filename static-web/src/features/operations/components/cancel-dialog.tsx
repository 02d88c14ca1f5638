import { useState } from "react";
import type { Operation } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { operationName } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";

type CancelProps = { operation: Operation; open: boolean; working: boolean; onCancel: (reason: string) => void; onClose: () => void };

/** Names the operation, says what becomes of what is done already, and asks why. */
export function CancelDialog({ operation, open, working, onCancel, onClose }: CancelProps) {
  const { t } = useTexts();
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t("operations.cancel.title", { name: operationName(operation, t) })} open={open} onClose={onClose} alert>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); onCancel(reason.slice(0, 500)); }}>
        <p>{operation.kind === "catalogue-import" ? t("operations.cancel.import") : t("operations.cancel.text")}</p>
        <TextField name="reason" label={t("operations.cancel.reason")} hint={t("operations.cancel.hint")} optional value={reason} onChange={setReason} />
        <div className="dialog-actions">
          <Button tone="harm" type="submit" working={working}>{t("operations.cancel.confirm")}</Button>
          <Button onPress={onClose} autoFocus>{t("operations.cancel.keep")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
