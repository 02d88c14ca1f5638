import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addAsset } from "@/api/processes";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { useDraft } from "@/lib/hooks";
import { notices } from "@/lib/notices";

/** Adds a link to something that lives elsewhere. */
export function LinkDialog({ process, item, onClose }: { process: string; item: string; onClose: () => void }) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const { draft, change, forget } = useDraft(`link:${item}`, { name: "", uri: "" });
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));

  const add = useMutation({
    mutationFn: () => addAsset(process, item, { name: draft.name.trim(), uri: draft.uri.trim() }, language),
    onSuccess: (asset) => {
      forget();
      void client.invalidateQueries({ queryKey: ["process", process] });
      notices.show(t("assets.linkAdded", { name: asset.name }));
      onClose();
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
    },
  });

  const submit = () => {
    const errors: FieldErrors = {};
    if (!draft.name.trim()) errors.name = t("errors.field.required");
    if (!draft.uri.trim()) errors.uri = t("errors.field.required");
    else if (!/^https?:\/\/[^\s.]+\.?\S*$/i.test(draft.uri.trim())) errors.uri = t("errors.field.not_an_address");
    if (Object.keys(errors).length > 0) return fail(errors);
    add.mutate();
  };

  return (
    <Dialog title={t("assets.linkTitle")} open onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <TextField name="name" required label={t("assets.linkName")} hint={t("assets.linkNameHint")} value={draft.name} onChange={(name) => change({ name })} error={problem.errors.name} />
        <TextField name="uri" type="url" required label={t("assets.linkUri")} hint={t("assets.linkUriHint")} value={draft.uri} onChange={(uri) => change({ uri })} error={problem.errors.uri} />
        <DialogActions submit={t("assets.linkSubmit")} working={add.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
