import { useState } from "react";
import type { Asset } from "@/api/types";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";

export function RenameDialog({ asset, working, onRename, onClose }: { asset: Asset; working: boolean; onRename: (name: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const [name, setName] = useState(asset.name);
  const [round, setRound] = useState(0);
  const error = round > 0 && !name.trim() ? t("errors.field.required") : undefined;
  return (
    <Dialog title={t("assets.renameTitle", { name: asset.name })} open onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setRound(round + 1); if (name.trim()) onRename(name.trim()); }}>
        <ErrorSummary errors={error ? { rename: error } : {}} round={round} />
        <TextField name="rename" required autoFocus label={t("assets.linkName")} value={name} onChange={setName} error={error} />
        <DialogActions submit={t("assets.renameSubmit")} working={working} onClose={onClose} />
      </form>
    </Dialog>
  );
}
