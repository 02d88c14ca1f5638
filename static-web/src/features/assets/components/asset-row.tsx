import { useRef, useState, type ReactNode } from "react";
import type { Asset, GuideItem } from "@/api/types";
import { ButtonAnchor } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { ActionMenu, type MenuEntry } from "@/components/ui/menu";
import { ProgressBar } from "@/components/ui/progress";
import { LanguageMark } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { safeLink } from "@/lib/links";
import { useAssetChanges } from "../api/use-asset-changes";
import { useDownload } from "../api/use-download";
import { RenameDialog } from "./rename-dialog";
import { VersionsDialog } from "./versions-dialog";

/** One resource: what it is, who made it when, and what the reader may do with it. */
export function AssetRow({ process, asset, rights, place }: { process: string; asset: Asset; rights: GuideItem["rights"] | undefined; place?: ReactNode }) {
  const { t, format } = useTexts();
  const [open, setOpen] = useState<"rename" | "delete" | "versions">();
  const [sending, setSending] = useState<{ name: string; size: number; sent: number }>();
  const input = useRef<HTMLInputElement>(null);
  const { rename, remove, upload } = useAssetChanges(process, asset);
  const { open: download, copy } = useDownload(process, asset.id);
  const close = () => setOpen(undefined);

  const send = (file: File | undefined) => {
    if (!file) return;
    setSending({ name: file.name, size: Math.max(file.size, 1), sent: 0 });
    upload.mutate({ file, onProgress: (sent) => setSending({ name: file.name, size: Math.max(file.size, 1), sent }) }, { onSettled: () => setSending(undefined) });
  };

  const actions: MenuEntry[] = [
    ...(asset.file ? [
      { id: "copy", label: t("assets.copyLink"), run: () => copy.mutate() },
      ...(rights?.createAssets ? [{ id: "version", label: t("assets.newVersion"), run: () => input.current?.click() }] : []),
      { id: "versions", label: t("assets.versions"), run: () => setOpen("versions") },
    ] : []),
    ...(rights?.createAssets ? [{ id: "rename", label: t("assets.rename"), run: () => setOpen("rename") }] : []),
    ...(rights?.deleteAssets ? [{ id: "delete", label: t("assets.delete"), harm: true, run: () => setOpen("delete") }] : []),
  ];

  return (
    <li className="asset">
      <span className="asset-icon"><Icon name={asset.file ? "file" : "link"} /></span>
      <div className="grow">
        <p className="asset-name">{asset.name} {asset.untranslated && asset.language && <LanguageMark language={asset.language} />}</p>
        <p className="small soft">
          {asset.file && <>{t("assets.version", { version: asset.file.version })} · {format.bytes(asset.file.length)} · </>}
          {asset.uri && !asset.file && <span className="asset-address">{asset.uri.replace(/^https?:\/\//, "")} · </span>}
          {t("assets.by", { name: asset.createdBy.name, when: format.ago(asset.updatedAt) })}
        </p>
        {place && <p className="small soft">{place}</p>}
        {sending && (
          <div className="asset-sending">
            <p className="small" role="status">{t("assets.uploading", { name: sending.name })}</p>
            <ProgressBar value={(100 * sending.sent) / sending.size} label={t("assets.uploading", { name: sending.name })} />
          </div>
        )}
      </div>
      <div className="asset-actions">
        {asset.file
          ? <ButtonAnchor small href={asset.file.url} onClick={(event) => { event.preventDefault(); download.mutate(undefined); }} aria-label={t("assets.downloadNamed", { name: asset.name })}><Icon name="download" size={16} />{t("assets.download")}</ButtonAnchor>
          : safeLink(asset.uri) && <ButtonAnchor small href={safeLink(asset.uri)} target="_blank" rel="noopener noreferrer" aria-label={t("assets.openNamed", { name: asset.name })}><Icon name="outside" size={16} />{t("assets.open")}</ButtonAnchor>}
        {(asset.file || rights?.createAssets || rights?.deleteAssets) && <ActionMenu label={t("assets.more", { name: asset.name })} className="button button-quiet button-small button-square" trigger={<Icon name="more" />} groups={[{ id: "actions", entries: actions }]} />}
      </div>
      <input ref={input} type="file" hidden aria-label={t("assets.newVersion")} onChange={(event) => { send(event.target.files?.[0]); event.target.value = ""; }} />
      {open === "rename" && <RenameDialog asset={asset} working={rename.isPending} onClose={close} onRename={(name) => rename.mutate(name, { onSuccess: close })} />}
      {open === "versions" && <VersionsDialog process={process} asset={asset} onClose={close} />}
      {open === "delete" && (
        <ConfirmDialog open title={t("assets.deleteTitle", { name: asset.name })} text={asset.file ? t("assets.deleteFile") : t("assets.deleteLink")}
          confirm={t("assets.deleteSubmit")} keep={t("assets.keep")} working={remove.isPending} onClose={close} onConfirm={() => remove.mutate(undefined, { onSettled: close })} />
      )}
    </li>
  );
}
