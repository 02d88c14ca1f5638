import { teamTypes, type TeamType } from "@/api/teams";
import { SelectField, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";

export type TeamDraft = { name: string; description: string; type: TeamType; takesApplications: boolean };

export const blank: TeamDraft = { name: "", description: "", type: "citizen", takesApplications: true };

/** What a team is called, what it does, for whom its people stand. */
export function TeamFields({ draft, change, errors }: { draft: TeamDraft; change: (part: Partial<TeamDraft>) => void; errors: FieldErrors }) {
  const { t } = useTexts();
  return (
    <>
      <TextField name="name" label={t("teams.form.name")} hint={t("teams.form.nameHint")} required value={draft.name} onChange={(name) => change({ name })} error={errors.name} />
      <SelectField name="type" label={t("teams.form.type")} hint={t("teams.form.typeHint")} value={draft.type} onChange={(type) => change({ type: type as TeamType })} error={errors.type}
        options={teamTypes.map((value) => ({ value, label: t(`teams.types.${value}`) }))} />
      <TextArea name="description" label={t("teams.form.description")} hint={t("teams.form.descriptionHint")} optional limit={4000} value={draft.description} onChange={(description) => change({ description })} error={errors.description} />
      <label className="check">
        <input type="checkbox" checked={draft.takesApplications} onChange={(event) => change({ takesApplications: event.target.checked })} />
        {t("teams.form.takesApplications")}
      </label>
    </>
  );
}
