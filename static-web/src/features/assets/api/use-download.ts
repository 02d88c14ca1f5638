import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { assetPath } from "@/api/processes";
import type { components } from "@/api/schema";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

type DownloadLink = components["schemas"]["DownloadLink"];

/** Opens a file, or copies a link to it: both by a link that lives for minutes and ends with the right to see the file. */
export function useDownload(process: string, asset: string) {
  const { t } = useTexts();
  const client = useQueryClient();
  const ask = (version?: number) => api.post<DownloadLink>(`${assetPath(process, asset)}/link`, undefined, { query: { version } });
  const failed = (error: unknown) => {
    notices.show(refusalText(error, t), "harm");
    void client.invalidateQueries({ queryKey: ["process", process] });
  };
  const open = useMutation({ mutationFn: ask, onSuccess: ({ url }) => window.location.assign(url), onError: failed });
  const copy = useMutation({
    mutationFn: async () => {
      const link = await ask();
      const copied = await navigator.clipboard.writeText(new URL(link.url, window.location.href).href).then(() => true, () => false);
      return { ...link, copied };
    },
    onSuccess: ({ copied, expiresAt }) =>
      copied ? notices.show(t("assets.linkCopied", { minutes: Math.max(1, Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)) })) : notices.show(t("assets.linkNotCopied"), "harm"),
    onError: failed,
  });
  return { open, copy };
}
