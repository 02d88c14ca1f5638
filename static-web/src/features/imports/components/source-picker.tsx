import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useNavigate } from "react-router";
import { startImport } from "@/api/operations";
import { sendFile, uploadLimit } from "@/api/uploads";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { ProgressBar } from "@/components/ui/progress";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { newKey } from "@/lib/keys";

type Stage = { name: "choose"; fault?: string } | { name: "upload"; sent: number } | { name: "start" } | { name: "stopped"; fault: string };

/** Takes a zip, sends it in parts, starts the import, and goes to its page. */
export function SourcePicker() {
  const { t, format } = useTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [stage, setStage] = useState<Stage>({ name: "choose" });
  const intention = useRef("");

  const run = async (chosen: File) => {
    setStage({ name: "upload", sent: 0 });
    try {
      const upload = await sendFile(chosen, (sent) => setStage({ name: "upload", sent }));
      setStage({ name: "start" });
      const operation = await startImport(upload, intention.current);
      void client.invalidateQueries({ queryKey: ["imports"] });
      void navigate(`/import/${operation.id}`);
    } catch (error) {
      setStage({ name: "stopped", fault: refusalText(error, t) });
    }
  };

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    if (!/\.zip$/i.test(chosen.name)) return setStage({ name: "choose", fault: t("imports.notZip") });
    if (chosen.size > uploadLimit) return setStage({ name: "choose", fault: t("imports.tooLarge", { size: format.bytes(uploadLimit) }) });
    intention.current = newKey();
    setFile(chosen);
    void run(chosen);
  };

  if (!file || stage.name === "choose") return <Choose fault={stage.name === "choose" ? stage.fault : undefined} onChoose={choose} />;
  const sent = stage.name === "upload" ? stage.sent : file.size;
  return (
    <div className="card stack measure">
      <h2 className="row"><Icon name="file" />{t("imports.uploading", { name: file.name })}</h2>
      {stage.name === "stopped" ? (
        <div className="callout callout-attention stack-s" role="alert">
          <p><strong>{t("imports.interrupted")}</strong></p>
          <p>{stage.fault}</p>
          <div className="row">
            <Button tone="primary" onPress={() => void run(file)}>{t("imports.resume")}</Button>
            <Button onPress={() => { setFile(undefined); setStage({ name: "choose" }); }}>{t("imports.discard")}</Button>
          </div>
        </div>
      ) : (
        <>
          <ProgressBar value={(100 * sent) / file.size} label={t("imports.uploading", { name: file.name })} />
          <p className="small soft numbers" role="status">
            {stage.name === "start" ? t("imports.starting") : t("imports.uploaded", { done: format.bytes(sent), total: format.bytes(file.size) })}
          </p>
        </>
      )}
    </div>
  );
}

function Choose({ fault, onChoose }: { fault?: string; onChoose: (file: File | undefined) => void }) {
  const { t, format } = useTexts();
  return (
    <div className="stack-s">
      <DropZone className="drop" getDropOperation={() => "copy"} onDrop={(event) => {
        const item = event.items.find((one) => one.kind === "file");
        if (item?.kind === "file") void item.getFile().then(onChoose);
      }}>
        <Icon name="upload" size={32} />
        <p>{t("imports.drop")}</p>
        <FileTrigger acceptedFileTypes={[".zip", "application/zip"]} onSelect={(files) => onChoose(files?.[0])}>
          <AriaButton className="button button-primary">{t("imports.choose")}</AriaButton>
        </FileTrigger>
        <p className="small soft">{t("imports.hint", { size: format.bytes(uploadLimit) })}</p>
      </DropZone>
      {fault && <p className="field-error" role="alert"><Icon name="attention" size={16} />{fault}</p>}
    </div>
  );
}
