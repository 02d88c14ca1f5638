import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { Button } from "./button";

/** Puts a text on the clipboard, and says whether that was possible: a page that did not come over https has no clipboard at all. */
export function CopyButton({ text, label, action }: {
  text: string;
  /** What is copied, for whoever cannot see what the button stands beside. */
  label: string;
  /** What stands on the button where copying is the main thing to do. */
  action?: string;
}) {
  const { t } = useTexts();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notices.show(t("shell.copy.done"));
    } catch {
      notices.show(t("shell.copy.failed"), "harm");
    }
  };
  return action ? <Button tone="primary" onPress={() => void copy()}>{action}</Button>
    : <Button small aria-label={`${t("shell.copy.action")}: ${label}`} onPress={() => void copy()}>{t("shell.copy.action")}</Button>;
}
