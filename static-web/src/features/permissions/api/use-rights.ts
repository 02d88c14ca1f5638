import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Something that changes who may do what. Whatever the answer, the page shows afterwards how it really stands. */
export function useRightsChange<T>(process: string, run: (what: T) => Promise<unknown>, done: (what: T) => string) {
  const { t } = useTexts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (_, what) => notices.show(done(what)),
    onError: (error) => notices.show(refusalText(error, t), "harm"),
    onSettled: () => client.invalidateQueries({ queryKey: ["process", process] }),
  });
}
