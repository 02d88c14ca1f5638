import { useState } from "react";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import { faultsOf, refusalOf } from "../api/refusals";

/** What is wrong with a form: by field, or as a whole. */
export function useFormProblem() {
  const { t } = useTexts();
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  return {
    problem,
    fail,
    refused: (error: unknown) => {
      const errors = faultsOf(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : refusalOf(error, t));
    },
  };
}
