import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";

/** A key, this once: to be copied, and put where it is used. */
export function ShownKey({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(secret).then(() => true, () => false);
    notices.show(copied ? t("apiAccess.shown.copied") : t("apiAccess.shown.notCopied"), copied ? undefined : "harm");
  };
  return (
    <div className="callout callout-attention stack" ref={box} tabIndex={-1} role="group" aria-labelledby="shown-key">
      <h2 id="shown-key">{t("apiAccess.shown.title")}</h2>
      <p className="measure">{t("apiAccess.shown.text")}</p>
      <p className="application-secret"><code>{secret}</code></p>
      <div className="row">
        <Button tone="primary" onPress={() => void copy()}>{t("apiAccess.shown.copy")}</Button>
        <Button onPress={onDone}>{t("apiAccess.shown.done")}</Button>
      </div>
    </div>
  );
}
