import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { invite, type Role } from "../api/people";
import { RoleChoice } from "./role-dialog";

/** Invites somebody by e-mail, with a role. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<{ email: string; name: string; message: string; role: Role }>({ email: "", name: "", message: "", role: "member" });
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const change = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }));
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const send = useMutation({
    mutationFn: () => {
      const { email, role, name, message } = draft;
      return invite({ email: email.trim(), role, ...(name.trim() ? { name: name.trim() } : {}), ...(message.trim() ? { message: message.trim() } : {}) });
    },
    onSuccess: (person) => {
      notices.show(t("people.invited", { email: person.email ?? "" }));
      void client.invalidateQueries({ queryKey: ["people"] });
      onClose();
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
    },
  });
  const submit = () => (draft.email.trim() ? send.mutate() : fail({ email: t("errors.field.required") }));
  return (
    <Dialog open title={t("people.inviteTitle")} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <TextField name="email" type="email" required autoFocus label={t("people.email")} value={draft.email} onChange={(email) => change({ email })} error={problem.errors.email} />
        <TextField name="name" optional label={t("people.name")} hint={t("people.nameHint")} value={draft.name} onChange={(name) => change({ name })} error={problem.errors.name} />
        <RoleChoice role={draft.role} onChange={(role) => change({ role })} />
        <TextArea name="message" optional rows={3} limit={1000} label={t("people.message")} value={draft.message} onChange={(message) => change({ message })} error={problem.errors.message} />
        <DialogActions submit={t("people.inviteSubmit")} working={send.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
