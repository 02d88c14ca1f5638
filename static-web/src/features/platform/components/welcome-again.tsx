import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { welcomeAgain, type Proof, type Provisioned } from "../api/platform";
import { useFormProblem } from "./form-problem";
import { ProofFields } from "./proof";

type Props = { tenant: string; onMade: (made: Provisioned) => void; onClose: () => void };

/** Makes another link for an administrator who has not signed in yet and lost the first. */
export function WelcomeAgainDialog({ tenant, onMade, onClose }: Props) {
  const { t } = useTexts();
  const [administrator, setAdministrator] = useState("");
  const [proof, setProof] = useState<Proof>({});
  const { problem, fail, refused } = useFormProblem();
  const make = useMutation({ mutationFn: () => welcomeAgain(tenant, administrator.trim(), proof), onSuccess: onMade, onError: refused });
  const submit = () => (administrator.trim() ? make.mutate() : fail({ administrator: t("errors.field.required") }));
  return (
    <Dialog open title={t("platform.again.title")} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <p>{t("platform.again.text")}</p>
        <TextField name="administrator" type="email" required autoFocus label={t("platform.form.administrator")} value={administrator} onChange={setAdministrator} error={problem.errors.administrator} />
        <ProofFields proof={proof} onChange={setProof} errors={problem.errors} refusal={make.error} />
        <DialogActions submit={t("platform.again.submit")} working={make.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
