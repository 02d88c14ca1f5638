import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { useTexts } from "@/i18n";
import type { Provisioned } from "../api/platform";

/** The one-time link of an administrator, this once: to be copied and handed over. */
export function ShownLink({ made, onDone }: { made: Provisioned; onDone: () => void }) {
  const { t, format } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { email, accepted, welcomeUrl, welcomeExpiresAt } = made.administrator;
  return (
    <div className="callout callout-attention stack" ref={box} tabIndex={-1} role="group" aria-labelledby="shown-link">
      <h2 id="shown-link">{t(welcomeUrl ? "platform.link.title" : "platform.link.none")}</h2>
      {welcomeUrl ? (
        <>
          <p className="measure">{t("platform.link.text", { email, until: welcomeExpiresAt ? format.moment(welcomeExpiresAt) : "" })}</p>
          <p className="platform-link"><code>{welcomeUrl}</code></p>
        </>
      ) : <p className="measure">{t(accepted ? "platform.link.accepted" : "platform.link.stillGood", { email })}</p>}
      <div className="row">
        {welcomeUrl && <CopyButton text={welcomeUrl} label={t("platform.link.title")} action={t("platform.link.copy")} />}
        <Button onPress={onDone}>{t("platform.link.done")}</Button>
      </div>
    </div>
  );
}
