import { useId } from "react";
import { teamCreations, teamTypes, type Organization, type TeamCreation, type TeamType } from "@/api/teams";
import { SelectField, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";

export type OrganizationDraft = {
  name: Record<string, string>;
  description: Record<string, string>;
  isPublic: boolean;
  defaultTeamType: TeamType;
  teamCreation: TeamCreation;
};

export const blank: OrganizationDraft = { name: {}, description: {}, isPublic: true, defaultTeamType: "public_administration", teamCreation: "administrators" };

export const draftOf = ({ name, description, isPublic, defaultTeamType, teamCreation }: Organization): OrganizationDraft =>
  ({ name, description, isPublic, defaultTeamType, teamCreation });

/** The texts that were typed, without the blank ones. */
export const filled = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, text.trim()]).filter(([, text]) => text));

type Props = { draft: OrganizationDraft; change: (part: Partial<OrganizationDraft>) => void; errors: FieldErrors; offered: string[]; first: string };

/** What an organization is called, in as many languages as one likes, and how it works. */
export function OrganizationFields({ draft, change, errors, offered, first }: Props) {
  const { t } = useTexts();
  const languages = [first, ...offered.filter((one) => one !== first), ...Object.keys(draft.name).filter((one) => one !== first && !offered.includes(one))];
  const texts = (language: string, required: boolean) => (
    <Texts key={language} language={language} required={required} many={languages.length > 1} {...{ draft, change, errors }} />
  );
  const others = languages.slice(1);
  const open = others.some((language) => draft.name[language] ?? draft.description[language]);
  return (
    <>
      {texts(first, true)}
      {others.length > 0 && (
        <details open={open || undefined}>
          <summary className="more-fields">{t("organizations.form.otherLanguages")}</summary>
          <div className="stack form">{others.map((language) => texts(language, false))}</div>
        </details>
      )}
      <Visibility isPublic={draft.isPublic} onChange={(isPublic) => change({ isPublic })} />
      <SelectField name="defaultTeamType" label={t("organizations.form.defaultTeamType")} hint={t("organizations.form.defaultTeamTypeHint")} value={draft.defaultTeamType}
        onChange={(value) => change({ defaultTeamType: value as TeamType })} options={teamTypes.map((value) => ({ value, label: t(`teams.types.${value}`) }))} />
      <SelectField name="teamCreation" label={t("organizations.form.teamCreation")} value={draft.teamCreation}
        onChange={(value) => change({ teamCreation: value as TeamCreation })} options={teamCreations.map((value) => ({ value, label: t(`organizations.teamCreation.${value}`) }))} />
    </>
  );
}

function Texts({ language, required, many, draft, change, errors }: { language: string; required: boolean; many: boolean } & Pick<Props, "draft" | "change" | "errors">) {
  const { t, format } = useTexts();
  const suffix = many ? ` (${format.language(language)})` : "";
  const set = (field: "name" | "description") => (text: string) => change({ [field]: { ...draft[field], [language]: text } });
  return (
    <>
      <TextField name={`name.${language}`} label={`${t("organizations.form.name")}${suffix}`} hint={required ? t("organizations.form.nameHint") : undefined} required={required} optional={!required}
        value={draft.name[language] ?? ""} onChange={set("name")} error={errors[`name.${language}`] ?? (required ? errors.name : undefined)} />
      <TextArea name={`description.${language}`} label={`${t("organizations.form.description")}${suffix}`} hint={required ? t("organizations.form.descriptionHint") : undefined} optional rows={3} limit={4000}
        value={draft.description[language] ?? ""} onChange={set("description")} error={errors[`description.${language}`]} />
    </>
  );
}

function Visibility({ isPublic, onChange }: { isPublic: boolean; onChange: (isPublic: boolean) => void }) {
  const { t } = useTexts();
  const name = useId();
  return (
    <fieldset className="field">
      <legend className="field-label">{t("organizations.form.visibility")}</legend>
      {[true, false].map((value) => (
        <label key={String(value)} className="check">
          <input type="radio" name={name} checked={isPublic === value} onChange={() => onChange(value)} />
          {t(value ? "organizations.form.public" : "organizations.form.private")}
        </label>
      ))}
    </fieldset>
  );
}
