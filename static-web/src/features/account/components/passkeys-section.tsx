import { useState } from "react";
import { removePasskey, type KnownPasskey } from "@/api/account";
import { addPasskey, PasskeyDismissed, passkeysWork } from "@/api/passkeys";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { ProofDialog } from "./proof-dialog";

/** Signing in with the device's own lock in place of a password. */
export function PasskeysSection({ passkeys, onChanged }: { passkeys: KnownPasskey[]; onChanged: () => void }) {
  const { t, format } = useTexts();
  const [adding, setAdding] = useState(false);
  const [name, setName] = useState("");
  const [removing, setRemoving] = useState<KnownPasskey>();
  const done = (text: string) => {
    setAdding(false);
    setRemoving(undefined);
    onChanged();
    notices.show(text);
  };
  return (
    <section className="stack" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{t("profile.passkeys.title")}</h2>
      <p className="measure">{passkeys.length > 0 ? t("profile.passkeys.intro") : t("profile.passkeys.none")}</p>
      {passkeys.length > 0 && (
        <ul className="rows">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="row-apart">
              <div>
                <strong>{passkey.name}</strong>
                <p className="soft small">{t("profile.passkeys.added", { date: format.date(passkey.createdAt) })} {passkey.lastUsedAt ? t("profile.passkeys.used", { when: format.ago(passkey.lastUsedAt) }) : t("profile.passkeys.unused")}</p>
              </div>
              <Button small tone="quiet" aria-label={t("profile.passkeys.removeNamed", { name: passkey.name })} onPress={() => setRemoving(passkey)}>{t("profile.passkeys.remove")}</Button>
            </li>
          ))}
        </ul>
      )}
      {passkeysWork() ? <div><Button onPress={() => { setName(""); setAdding(true); }}>{t("profile.passkeys.add")}</Button></div> : <p className="soft small">{t("profile.passkeys.unavailable")}</p>}
      {adding && (
        <ProofDialog title={t("profile.passkeys.add")} submit={t("profile.passkeys.go")} onClose={() => setAdding(false)}
          words={(error) => (error instanceof PasskeyDismissed ? t("profile.passkeys.dismissed") : undefined)}
          onProven={async (password) => {
            await addPasskey(name.trim() || t("profile.passkeys.unnamed"), password);
            done(t("profile.passkeys.done"));
          }}>
          <TextField name="name" optional label={t("profile.passkeys.name")} hint={t("profile.passkeys.nameHint")} value={name} onChange={setName} />
        </ProofDialog>
      )}
      {removing && (
        <ProofDialog title={t("profile.passkeys.removeNamed", { name: removing.name })} submit={t("profile.passkeys.remove")} onClose={() => setRemoving(undefined)}
          onProven={async (password) => {
            await removePasskey(removing.id, password);
            done(t("profile.passkeys.removed"));
          }}>
          <p>{t("profile.passkeys.removeText")}</p>
        </ProofDialog>
      )}
    </section>
  );
}
