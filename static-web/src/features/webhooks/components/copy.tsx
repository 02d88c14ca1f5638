import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";

/** Puts a text on the clipboard, and says whether that was possible. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTexts();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notices.show(t("webhooks.copy.done"));
    } catch {
      notices.show(t("webhooks.copy.failed"), "harm");
    }
  };
  return <Button small aria-label={`${t("webhooks.copy.action")}: ${label}`} onPress={() => void copy()}>{t("webhooks.copy.action")}</Button>;
}

/** Something for programs, as it is: to be read, scrolled and copied. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    <div className="stack-s">
      <pre className="webhook-code" tabIndex={0} aria-label={label} role="group"><code>{text}</code></pre>
      <div><CopyButton text={text} label={label} /></div>
    </div>
  );
}

export const pretty = (value: unknown) => JSON.stringify(value, null, 2);
