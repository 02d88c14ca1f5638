import { useState } from "react";
import type { Guide } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { EmptyState } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { revoke, rightNames, type Permission } from "../api/permissions";
import { useRightsChange } from "../api/use-rights";
import { PermissionDialog } from "./permission-dialog";
import { depthOf } from "./places";

/** What teams may do, place by place in the order of the tree. */
export function PermissionTable({ guide, permissions }: { guide: Guide; permissions: Permission[] }) {
  const { t } = useTexts();
  const [open, setOpen] = useState<{ what: "grant" } | { what: "change" | "revoke"; permission: Permission }>();
  const close = () => setOpen(undefined);
  const process = guide.process.id;
  const nameOf = (permission: Permission) => permission.team.name ?? t("permissions.goneTeam");
  const take = useRightsChange(process, (permission: Permission) => revoke(process, permission), (permission) => t("permissions.revoked", { team: nameOf(permission) }));
  const add = <Button tone="primary" onPress={() => setOpen({ what: "grant" })}><Icon name="plus" size={16} />{t("permissions.grant")}</Button>;
  return (
    <section className="stack" aria-labelledby="permissions-head">
      <div className="row-apart"><h2 id="permissions-head">{t("permissions.teams")}</h2>{permissions.length > 0 && add}</div>
      <p className="soft measure">{t("permissions.rule")}</p>
      {permissions.length === 0 ? <EmptyState title={t("permissions.empty.title")} actions={add}><p>{t("permissions.empty.text")}</p></EmptyState> : (
        <div className="table" tabIndex={0} role="group" aria-labelledby="permissions-head">
          <table>
            <thead>
              <tr>
                <th scope="col">{t("permissions.where")}</th>
                <th scope="col">{t("permissions.team")}</th>
                {rightNames.map((right) => <th key={right} scope="col">{t(`permissions.rights.${right}`)}</th>)}
                <th scope="col"><span className="hidden">{t("permissions.actions")}</span></th>
              </tr>
            </thead>
            <tbody>
              {permissions.map((permission) => (
                <Row key={permission.id} guide={guide} permission={permission} onChange={() => setOpen({ what: "change", permission })} onRevoke={() => setOpen({ what: "revoke", permission })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open?.what === "grant" && <PermissionDialog guide={guide} onClose={close} />}
      {open?.what === "change" && <PermissionDialog guide={guide} permission={open.permission} onClose={close} />}
      {open?.what === "revoke" && (
        <ConfirmDialog open title={t("permissions.revokeTitle", { team: nameOf(open.permission) })} text={t("permissions.revokeText")} confirm={t("permissions.revoke")} keep={t("permissions.keep")}
          working={take.isPending} onClose={close} onConfirm={() => take.mutate(open.permission, { onSettled: close })} />
      )}
    </section>
  );
}

function Row({ guide, permission, onChange, onRevoke }: { guide: Guide; permission: Permission; onChange: () => void; onRevoke: () => void }) {
  const { t } = useTexts();
  const item = guide.items.find((one) => one.id === permission.item);
  const place = permission.item ? (item?.name ?? t("permissions.goneItem")) : t("permissions.whole");
  const team = permission.team.name ?? t("permissions.goneTeam");
  return (
    <tr>
      <th scope="row" className={`permission-place permission-depth-${depthOf(item)}`}><bdi>{place}</bdi></th>
      <td><bdi>{team}</bdi></td>
      {rightNames.map((right) => <td key={right}><span className={permission[right] ? "permission-yes" : "permission-no"}>{t(permission[right] ? "permissions.yes" : "permissions.no")}</span></td>)}
      <td>
        <div className="row permission-actions">
          <Button small aria-label={t("permissions.changeNamed", { team, place })} onPress={onChange}>{t("permissions.change")}</Button>
          <Button small tone="quiet" aria-label={t("permissions.revokeNamed", { team, place })} onPress={onRevoke}>{t("permissions.remove")}</Button>
        </div>
      </td>
    </tr>
  );
}
