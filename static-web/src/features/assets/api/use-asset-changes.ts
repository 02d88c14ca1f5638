import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isProblem } from "@/api/problem";
import { addVersion, deleteAsset, renameAsset } from "@/api/processes";
import type { Asset } from "@/api/types";
import { sendFile } from "@/api/uploads";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Everything that can happen to a resource. Each tells how it went; a stale revision reloads what is shown. */
export function useAssetChanges(process: string, asset: Asset) {
  const { t } = useTexts();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["process", process] });
  const failed = (error: unknown) => {
    notices.show(refusalText(error, t), "harm");
    if (isProblem(error, 412) || isProblem(error, 404)) void refresh();
  };
  const rename = useMutation({
    mutationFn: (name: string) => renameAsset(asset, process, { name }),
    onSuccess: () => {
      notices.show(t("assets.renamed"));
      return refresh();
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => deleteAsset(asset, process),
    onSuccess: () => {
      notices.show(t("assets.deleted", { name: asset.name }));
      return refresh();
    },
    onError: failed,
  });
  const upload = useMutation({
    mutationFn: async ({ file, onProgress }: { file: File; onProgress: (sent: number) => void }) => addVersion(asset, process, await sendFile(file, onProgress)),
    onSuccess: (next) => {
      notices.show(t("assets.uploaded", { version: next.file?.version ?? 1, name: next.name }));
      return refresh();
    },
    onError: failed,
  });
  return { rename, remove, upload };
}
