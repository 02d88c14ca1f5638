import { useState } from "react";
import type { Person, Process } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ConfirmDialog, Dialog, DialogActions } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { addAdministrator, removeAdministrator } from "../api/permissions";
import { useRightsChange } from "../api/use-rights";
import { PersonField } from "./person-field";

/** Who administers the process: everything, for everything in it. */
export function Administrators({ process }: { process: Process }) {
  const { t } = useTexts();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Person>();
  const remove = useRightsChange(process.id, (person: Person) => removeAdministrator(process.id, person.subject), (person) => t("permissions.administratorRemoved", { name: person.name }));
  const only = process.administrators.length === 1;
  return (
    <section className="stack-s" aria-labelledby="administrators-head">
      <div className="row-apart">
        <h2 id="administrators-head">{t("permissions.administrators")}</h2>
        <Button small onPress={() => setAdding(true)}><Icon name="plus" size={16} />{t("permissions.addAdministrator")}</Button>
      </div>
      <p className="soft measure">{t("permissions.administratorsText")}</p>
      <ul className="rows">
        {process.administrators.map((person) => (
          <li key={person.subject} className="row-apart permission-person">
            <bdi>{person.name}</bdi>
            {!only && <Button small tone="quiet" aria-label={t("permissions.removeAdministratorNamed", { name: person.name })} onPress={() => setLeaving(person)}>{t("permissions.remove")}</Button>}
          </li>
        ))}
      </ul>
      {only && <p className="small soft">{t("permissions.lastAdministrator")}</p>}
      {adding && <AddDialog process={process} onClose={() => setAdding(false)} />}
      {leaving && (
        <ConfirmDialog open title={t("permissions.removeAdministratorTitle", { name: leaving.name })} text={t("permissions.removeAdministratorText")} confirm={t("permissions.removeAdministrator")} keep={t("permissions.keep")}
          working={remove.isPending} onClose={() => setLeaving(undefined)} onConfirm={() => remove.mutate(leaving, { onSettled: () => setLeaving(undefined) })} />
      )}
    </section>
  );
}

function AddDialog({ process, onClose }: { process: Process; onClose: () => void }) {
  const { t } = useTexts();
  const [person, setPerson] = useState("");
  const [round, setRound] = useState(0);
  const add = useRightsChange(process.id, (subject: string) => addAdministrator(process.id, subject), () => t("permissions.administratorAdded"));
  return (
    <Dialog open title={t("permissions.addAdministrator")} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); setRound(round + 1); if (person) add.mutate(person, { onSuccess: onClose }); }}>
        <PersonField process={process.id} name="administrator" person={person} onChange={setPerson} everybody hint={t("permissions.everybodyHint")} error={round > 0 && !person ? t("errors.field.required") : undefined}
          without={process.administrators.map((one) => one.subject)} />
        <DialogActions submit={t("permissions.addAdministratorSubmit")} working={add.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
