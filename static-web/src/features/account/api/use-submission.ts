import { useState } from "react";
import { useTexts } from "@/i18n";
import { fieldErrors, refusalText, type FieldErrors } from "@/lib/forms";

type Faults = { errors: FieldErrors; message?: string; round: number };

/** What a form does when it is sent: works once at a time, and tells every fault beside its field and on top. */
export function useSubmission() {
  const { t } = useTexts();
  const [working, setWorking] = useState(false);
  const [faults, setFaults] = useState<Faults>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setFaults((now) => ({ errors, message, round: now.round + 1 }));

  /** Does it. `words` may have a better text for a refusal than the general one. */
  const run = async (work: () => Promise<void>, words?: (error: unknown) => string | undefined) => {
    setWorking(true);
    try {
      await work();
      setFaults({ errors: {}, round: 0 });
    } catch (error) {
      const errors = fieldErrors(error, t);
      fail(errors, words?.(error) ?? (Object.keys(errors).length > 0 ? undefined : refusalText(error, t)));
    } finally {
      setWorking(false);
    }
  };

  /** The fields that must be filled in and are not. */
  const missing = (fields: Record<string, string>): FieldErrors =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => !value.trim()).map(([name]) => [name, t("errors.field.required")]));

  return { working, faults, fail, run, missing };
}
