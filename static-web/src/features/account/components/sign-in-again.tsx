import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useTexts } from "@/i18n";
import { SignInForm } from "./sign-in-form";

/** Asks to sign in again, above the page that stays as it is. */
export default function SignInAgain({ onSignedIn, onLeave }: { onSignedIn: () => void; onLeave: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog title={t("account.expired.title")} open onClose={onLeave} alert>
      <p>{t("account.expired.text")}</p>
      <SignInForm then={window.location.pathname + window.location.search} onSignedIn={onSignedIn} />
      <div><Button tone="quiet" onPress={onLeave}>{t("account.expired.leave")}</Button></div>
    </Dialog>
  );
}
