import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Guide } from "@/api/types";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { ErrorSummary, SearchField, SelectField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { change, grant, rightNames, teamsQuery, type Permission, type Rights } from "../api/permissions";
import { useRightsChange } from "../api/use-rights";
import { placeOptions } from "./places";

const nothing: Rights = { accessAssets: true, createAssets: false, deleteAssets: false };

/** Gives a team rights somewhere, or changes those that it has there. */
export function PermissionDialog({ guide, permission, onClose }: { guide: Guide; permission?: Permission; onClose: () => void }) {
  const { t } = useTexts();
  const process = guide.process.id;
  const [team, setTeam] = useState("");
  const [item, setItem] = useState(permission?.item ?? "");
  const [rights, setRights] = useState<Rights>(permission ? { accessAssets: permission.accessAssets, createAssets: permission.createAssets, deleteAssets: permission.deleteAssets } : nothing);
  const [round, setRound] = useState(0);
  const error = round > 0 && !permission && !team ? t("errors.field.required") : undefined;
  const save = useRightsChange(process, (wanted: Rights) => (permission ? change(process, permission, wanted) : grant(process, team, item, wanted)), () => t("permissions.saved"));
  const submit = () => {
    setRound(round + 1);
    if (permission || team) save.mutate(rights, { onSuccess: onClose });
  };
  return (
    <Dialog open title={permission ? t("permissions.changeTitle", { team: permission.team.name ?? t("permissions.goneTeam") }) : t("permissions.grantTitle")} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary errors={error ? { team: error } : {}} round={round} />
        {!permission && <TeamField team={team} error={error} onChange={setTeam} />}
        <SelectField name="place" label={t("permissions.where")} hint={t("permissions.whereHint")} value={item} onChange={setItem} disabled={!!permission} options={placeOptions(guide.items, t("permissions.whole"))} />
        <fieldset className="plain-set">
          <legend>{t("permissions.mayLegend")}</legend>
          {rightNames.map((right) => (
            <label key={right} className="check"><input type="checkbox" checked={rights[right]} onChange={(event) => setRights({ ...rights, [right]: event.target.checked })} />{t(`permissions.may.${right}`)}</label>
          ))}
        </fieldset>
        <DialogActions submit={t(permission ? "permissions.save" : "permissions.grantSubmit")} working={save.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** A team, found by name. */
function TeamField({ team, error, onChange }: { team: string; error: string | undefined; onChange: (team: string) => void }) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const teams = useQuery(teamsQuery(useRested(text)));
  const items = teams.data?.items ?? [];
  return (
    <>
      <SearchField label={t("permissions.findTeam")} value={text} onChange={setText} />
      <SelectField name="team" label={t("permissions.team")} hint={teams.data && items.length === 0 ? t("permissions.noTeams") : undefined} error={error} value={team} onChange={onChange}
        placeholder={t("permissions.chooseTeam")} options={items.map((one) => ({ value: one.id, label: one.name }))} />
    </>
  );
}
