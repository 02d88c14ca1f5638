import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { ActionMenu, type MenuEntry } from "@/components/ui/menu";
import { useTexts } from "@/i18n";
import { usePersonActions, type Person } from "../api/people";
import { ProofDialog } from "./proof-dialog";
import { RoleDialog } from "./role-dialog";

/** One person: who, what, how things stand, and what can be done about it. */
export function PersonRow({ person, mine }: { person: Person; mine: boolean }) {
  const { t, format } = useTexts();
  const [open, setOpen] = useState<"role" | "reset" | "suspend" | "revoke" | "erase">();
  const { setRole, suspend, reactivate, sendAgain, revoke, resetSecondFactor, erase } = usePersonActions(person);
  const close = () => setOpen(undefined);
  const { name, state } = person;
  const entries: MenuEntry[] = [
    { id: "role", label: t("people.changeRole"), run: () => setOpen("role") },
    ...(state === "invited" ? [
      { id: "again", label: t("people.again"), run: () => sendAgain.mutate() },
      { id: "revoke", label: t("people.revoke"), harm: true, run: () => setOpen("revoke") },
    ] : []),
    ...(person.withCodes && !mine ? [{ id: "reset", label: t("people.reset"), run: () => setOpen("reset") }] : []),
    ...(state === "active" ? [{ id: "suspend", label: t("people.suspend"), harm: true, run: () => setOpen("suspend") }] : []),
    ...(state === "suspended" ? [{ id: "reactivate", label: t("people.reactivate"), run: () => reactivate.mutate() }] : []),
    ...(state !== "invited" && !mine ? [{ id: "erase", label: t("people.erase"), harm: true, run: () => setOpen("erase") }] : []),
  ];
  return (
    <li className="person">
      <div className="grow person-what who">
        <Avatar picture={person.picture} />
        <div>
          <p className="person-name"><bdi>{name}</bdi> {mine && <span className="soft">({t("people.you")})</span>}</p>
          <p className="small soft">{person.email ?? t("people.noEmail")} · {t("people.since", { when: format.moment(person.createdAt) })}</p>
        </div>
      </div>
      <p className="row person-marks">
        {person.roles.map((role) => <span key={role} className="tag">{t(`people.roles.${role}`)}</span>)}
        <span className={`person-state person-${state}`}>{t(`people.states.${state}`)}</span>
      </p>
      <ActionMenu label={t("people.more", { name })} className="button button-quiet button-small button-square" trigger={<Icon name="more" />} groups={[{ id: "actions", entries }]} />
      {open === "role" && <RoleDialog person={person} working={setRole.isPending} onClose={close} onSave={(role) => setRole.mutate(role, { onSuccess: close })} />}
      {open === "reset" && <ProofDialog title={t("people.resetTitle", { name })} text={t("people.resetText")} submit={t("people.resetSubmit")} action={resetSecondFactor} onClose={close} />}
      {open === "erase" && <ProofDialog title={t("people.eraseTitle", { name })} text={t("people.eraseText")} submit={t("people.eraseSubmit")} action={erase} onClose={close} />}
      {open === "suspend" && (
        <ConfirmDialog open title={t("people.suspendTitle", { name })} text={t("people.suspendText")} confirm={t("people.suspendSubmit")} keep={t("people.keep")}
          working={suspend.isPending} onClose={close} onConfirm={() => suspend.mutate(undefined, { onSettled: close })} />
      )}
      {open === "revoke" && (
        <ConfirmDialog open title={t("people.revokeTitle", { name })} text={t("people.revokeText")} confirm={t("people.revokeSubmit")} keep={t("people.revokeKeep")}
          working={revoke.isPending} onClose={close} onConfirm={() => revoke.mutate(undefined, { onSettled: close })} />
      )}
    </li>
  );
}
