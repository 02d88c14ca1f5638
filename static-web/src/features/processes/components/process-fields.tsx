import { TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";

export const limits = { name: 200, aim: 2000, idea: 2000, challenges: 2000 };
export type ProcessTexts = { name: string; aim: string; idea: string; challenges: string };

type FieldsProps = { draft: ProcessTexts; change: (part: Partial<ProcessTexts>) => void; errors: FieldErrors };

/** What is wrong before anything is sent: the same rules as the server's. */
export function check(draft: ProcessTexts): Record<string, "required" | "too_long"> {
  const faults: Record<string, "required" | "too_long"> = {};
  if (!draft.name.trim()) faults.name = "required";
  for (const field of Object.keys(limits) as (keyof ProcessTexts)[]) if (draft[field].length > limits[field]) faults[field] = "too_long";
  return faults;
}

export function NameField({ draft, change, errors }: FieldsProps) {
  const { t } = useTexts();
  return <TextField name="name" required label={t("processes.form.name")} hint={t("processes.form.nameHint")} value={draft.name} onChange={(name) => change({ name })} error={errors.name} />;
}

export function AimField({ draft, change, errors }: FieldsProps) {
  const { t } = useTexts();
  return <TextArea name="aim" optional limit={limits.aim} label={t("processes.form.aim")} hint={t("processes.form.aimHint")} value={draft.aim} onChange={(aim) => change({ aim })} error={errors.aim} />;
}

export function IdeaFields({ draft, change, errors }: FieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <TextArea name="idea" optional limit={limits.idea} label={t("processes.form.idea")} hint={t("processes.form.ideaHint")} value={draft.idea} onChange={(idea) => change({ idea })} error={errors.idea} />
      <TextArea name="challenges" optional limit={limits.challenges} label={t("processes.form.challenges")} hint={t("processes.form.challengesHint")} value={draft.challenges} onChange={(challenges) => change({ challenges })} error={errors.challenges} />
    </>
  );
}
