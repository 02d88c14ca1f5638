import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { guideQuery, itemQuery, processQuery, setStatus } from "@/api/processes";
import type { Status, TreeItem } from "@/api/types";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { announce, notices } from "@/lib/notices";
import { withStatus } from "@/lib/progress";

/** Changes the status of a task: shown at once, taken back when the server refuses, reloaded when somebody was quicker. */
export function useStatus(process: string, item: Tagged<TreeItem>) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const guideKey = guideQuery(process, language).queryKey;
  const itemKey = itemQuery(process, item.id, language).queryKey;
  const processKey = processQuery(process).queryKey;

  return useMutation({
    mutationFn: (status: Status) => setStatus(process, item.id, status, item.etag),
    onMutate: async (status) => {
      await client.cancelQueries({ queryKey: guideKey });
      await client.cancelQueries({ queryKey: itemKey });
      const before = { guide: client.getQueryData(guideKey), item: client.getQueryData(itemKey), process: client.getQueryData(processKey) };
      if (before.guide) {
        const guide = withStatus(before.guide, item.id, status);
        client.setQueryData(guideKey, guide);
        if (before.process) client.setQueryData(processKey, { ...guide.process, etag: before.process.etag });
      }
      if (before.item) client.setQueryData(itemKey, { ...before.item, status });
      return before;
    },
    onSuccess: (saved, status) => {
      client.setQueryData(itemKey, saved);
      announce(t(`guide.said.${status}`, { name: item.name }));
    },
    onError: (error, _, before) => {
      client.setQueryData(guideKey, before?.guide);
      client.setQueryData(itemKey, before?.item);
      client.setQueryData(processKey, before?.process);
      notices.show(isProblem(error, 412) ? t("guide.stale") : refusalText(error, t), "harm");
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["process", process], predicate: ({ queryKey }) => !queryKey.includes("recommendations") && !queryKey.includes("assets") });
      void client.invalidateQueries({ queryKey: ["processes"] });
    },
  });
}
