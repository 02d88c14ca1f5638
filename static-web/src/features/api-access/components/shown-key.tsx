import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { useTexts } from "@/i18n";

/** A key, this once: to be copied, and put where it is used. */
export function ShownKey({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="callout callout-attention stack" ref={box} tabIndex={-1} role="group" aria-labelledby="shown-key">
      <h2 id="shown-key">{t("apiAccess.shown.title")}</h2>
      <p className="measure">{t("apiAccess.shown.text")}</p>
      <p className="application-secret"><code>{secret}</code></p>
      <div className="row">
        <CopyButton text={secret} label={t("apiAccess.keys.title")} action={t("apiAccess.shown.copy")} />
        <Button onPress={onDone}>{t("apiAccess.shown.done")}</Button>
      </div>
    </div>
  );
}
