import { Button, ButtonAnchor } from "@/components/ui/button";
import { useTexts } from "@/i18n";

/** The codes for when the app is lost; shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTexts();
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(codes.join("\n"))}`;
  return (
    <div className="callout callout-attention stack" role="status">
      <h3>{t("profile.recovery.title")}</h3>
      <p className="measure">{t("profile.recovery.text")}</p>
      <ul className="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div className="row">
        <ButtonAnchor href={file} download="interlink-recovery-codes.txt">{t("profile.recovery.save")}</ButtonAnchor>
        <Button tone="primary" onPress={onDone}>{t("profile.recovery.done")}</Button>
      </div>
    </div>
  );
}
