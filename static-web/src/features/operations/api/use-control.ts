import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cancelOperation, operationQuery, retryOperation } from "@/api/operations";
import { isProblem } from "@/api/problem";
import type { Operation } from "@/api/types";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Cancels and tries again. Whatever the answer, the page shows afterwards how the operation really stands. */
export function useControl(operation: Operation) {
  const { t } = useTexts();
  const client = useQueryClient();
  const stands = (told: Operation) => client.setQueryData(operationQuery(operation.id).queryKey, told);
  const settled = () => {
    for (const key of [["operation", operation.id], ["operations"], ["imports"], ["import", operation.id]]) void client.invalidateQueries({ queryKey: key });
  };
  const cancel = useMutation({
    mutationFn: (reason: string) => cancelOperation(operation, reason),
    onSuccess: (told) => {
      stands(told);
      notices.show(t("operations.cancel.done"), "info");
    },
    onError: (error) => notices.show(isProblem(error, 409) ? t("operations.cancel.late") : refusalText(error, t), isProblem(error, 409) ? "info" : "harm"),
    onSettled: settled,
  });
  const retry = useMutation({
    mutationFn: () => retryOperation(operation),
    onSuccess: (told) => {
      stands(told);
      notices.show(t("operations.retry.done"));
    },
    onError: (error) => notices.show(refusalText(error, t), "harm"),
    onSettled: settled,
  });
  return { cancel, retry };
}
