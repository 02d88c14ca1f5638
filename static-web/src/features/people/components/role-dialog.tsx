import { useState } from "react";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useTexts } from "@/i18n";
import { roles, type Person, type Role } from "../api/people";

/** What somebody is, with what each role means. */
export function RoleDialog({ person, working, onSave, onClose }: { person: Person; working: boolean; onSave: (role: Role) => void; onClose: () => void }) {
  const { t } = useTexts();
  const [role, setRole] = useState<Role>(person.roles[0] ?? "member");
  return (
    <Dialog open title={t("people.roleTitle", { name: person.name })} onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); onSave(role); }}>
        <RoleChoice role={role} onChange={setRole} />
        <DialogActions submit={t("people.roleSave")} working={working} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function RoleChoice({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const { t } = useTexts();
  return (
    <fieldset className="plain-set">
      <legend>{t("people.role")}</legend>
      {roles.map((one) => (
        <label key={one} className="check">
          <input type="radio" name="role" value={one} checked={one === role} onChange={() => onChange(one)} />
          <span>{t(`people.roles.${one}`)}<span className="small soft person-hint">{t(`people.roleHints.${one}`)}</span></span>
        </label>
      ))}
    </fieldset>
  );
}
