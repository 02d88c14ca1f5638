import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, SelectField, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";
import { createKey, rotateKey, type Application, type ApplicationKey, type MadeKey } from "../api/applications";
import { ScopeChoice } from "./scope-choice";

const lives = [7, 30, 90, 180, 366];
const overlaps = [0, 1, 24, 72, 168, 720];
type Problem = { errors: FieldErrors; message?: string; round: number };
type Props = { application: Application; onMade: (made: MadeKey) => void; onClose: () => void };

/** Asks what a new key is for, what it may do and how long it is good. */
export function NewKeyDialog({ application, onMade, onClose }: Props) {
  const { t } = useTexts();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [chosen, setChosen] = useState(application.scopes);
  const [problem, setProblem] = useState<Problem>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const make = useMutation({
    mutationFn: () => createKey(application.id, { ...(name.trim() ? { name: name.trim() } : {}), scopes: chosen, expiresInDays: Number(days) }),
    onSuccess: onMade,
    onError: (error) => {
      const errors = fieldErrors(error, t, { name: "key-name" });
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalText(error, t));
    },
  });
  const submit = () => (chosen.length > 0 ? make.mutate() : fail({ scopes: t("apiAccess.scopes.none") }));
  return (
    <Dialog open title={t("apiAccess.keys.newTitle")} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <TextField name="key-name" optional autoFocus label={t("apiAccess.keys.name")} hint={t("apiAccess.keys.nameHint")} value={name} onChange={setName} error={problem.errors["key-name"]} />
        <SelectField name="expiresInDays" label={t("apiAccess.keys.life")} value={days} onChange={setDays} error={problem.errors.expiresInDays}
          options={lives.map((life) => ({ value: String(life), label: t("apiAccess.keys.days", { count: life }) }))} />
        <ScopeChoice among={application.scopes} chosen={chosen} error={problem.errors.scopes} onChange={setChosen} />
        <DialogActions submit={t("apiAccess.keys.newSubmit")} working={make.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Asks for how long the old key stays good beside the one that takes its place. */
export function RotateKeyDialog({ application, old, onMade, onClose }: Props & { old: ApplicationKey }) {
  const { t } = useTexts();
  const [hours, setHours] = useState("24");
  const [problem, setProblem] = useState<Problem>({ errors: {}, round: 0 });
  const rotate = useMutation({
    mutationFn: () => rotateKey(application.id, old.id, Number(hours)),
    onSuccess: onMade,
    onError: (error) => setProblem((now) => ({ errors: {}, message: refusalText(error, t), round: now.round + 1 })),
  });
  return (
    <Dialog open title={t("apiAccess.keys.rotateTitle", { name: old.name })} onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); rotate.mutate(); }}>
        <ErrorSummary {...problem} />
        <p className="measure">{t("apiAccess.keys.rotateText")}</p>
        <SelectField name="overlapHours" label={t("apiAccess.keys.overlap")} value={hours} onChange={setHours}
          options={overlaps.map((overlap) => ({ value: String(overlap), label: overlap % 24 === 0 && overlap > 24 ? t("apiAccess.keys.days", { count: overlap / 24 }) : t("apiAccess.keys.hours", { count: overlap }) }))} />
        <DialogActions submit={t("apiAccess.keys.rotateSubmit")} working={rotate.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
