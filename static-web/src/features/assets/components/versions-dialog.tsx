import { useQuery } from "@tanstack/react-query";
import { assetPath, versionsQuery } from "@/api/processes";
import type { Asset } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useDownload } from "../api/use-download";

/** Every version of a file, each to be downloaded. */
export function VersionsDialog({ process, asset, onClose }: { process: string; asset: Asset; onClose: () => void }) {
  const { t, format } = useTexts();
  const query = useQuery(versionsQuery(process, asset.id));
  const { open } = useDownload(process, asset.id);
  return (
    <Dialog title={t("assets.versionsTitle", { name: asset.name })} open onClose={onClose}>
      <Loading query={query} lines={3}>
        {({ items }) => (
          <ul className="rows">
            {items.map((version) => (
              <li key={version.version} className="asset-version">
                <div className="grow">
                  <p><a href={`${assetPath(process, asset.id)}/content?version=${version.version}`} onClick={(event) => { event.preventDefault(); open.mutate(version.version); }}>{t("assets.version", { version: version.version })}</a>{version.version === asset.file?.version && <span className="soft"> ({t("assets.current")})</span>}</p>
                  <p className="small soft">{version.name}, {format.bytes(version.length)}</p>
                </div>
                <p className="small soft">{t("assets.by", { name: version.createdBy.name, when: format.moment(version.createdAt) })}</p>
              </li>
            ))}
          </ul>
        )}
      </Loading>
      <div className="dialog-actions"><Button onPress={onClose}>{t("shell.close")}</Button></div>
    </Dialog>
  );
}
