import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { rotateSecret } from "../api/endpoints";
import { refusalOf } from "../api/refusals";
import type { Endpoint, Secret, SigningKind } from "../api/wire";
import { Choice } from "./choice";

const overlaps = [0, 24, 72, 168] as const;

/** Gives an endpoint a new secret; the old ones go on for a while, so that its receiver can follow. */
export function RotateForm({ endpoint, onRotated }: { endpoint: Endpoint; onRotated: (secret: Secret) => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [signing, setSigning] = useState<SigningKind>(endpoint.keys[0]?.kind ?? "hmac");
  const [overlap, setOverlap] = useState("24");
  const rotate = useMutation({
    mutationFn: () => rotateSecret(endpoint.id, signing, Number(overlap)),
    onSuccess: ({ secret }) => {
      onRotated(secret);
      setOpen(false);
      notices.show(t("webhooks.rotate.done"));
    },
    onError: (error) => notices.show(refusalOf(error, t), "harm"),
    onSettled: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  return (
    <section className="stack" aria-labelledby="rotate-title">
      <h2 id="rotate-title">{t("webhooks.rotate.title")}</h2>
      <p className="measure">{t("webhooks.rotate.text")}</p>
      <div><Button onPress={() => setOpen(true)}>{t("webhooks.rotate.action")}</Button></div>
      <Dialog title={t("webhooks.rotate.title")} open={open} onClose={() => setOpen(false)}>
        <form className="stack" onSubmit={(event) => { event.preventDefault(); rotate.mutate(); }}>
          <Choice name="rotate-signing" legend={t("webhooks.form.signing")} value={signing} onChange={setSigning}
            options={[{ value: "hmac", label: t("webhooks.form.hmac"), hint: t("webhooks.form.hmacHint") }, { value: "ed25519", label: t("webhooks.form.ed25519"), hint: t("webhooks.form.ed25519Hint") }]} />
          <SelectField name="overlap" label={t("webhooks.rotate.overlap")} hint={t("webhooks.rotate.overlapHint")} value={overlap} onChange={setOverlap}
            options={overlaps.map((hours) => ({ value: String(hours), label: hours === 0 ? t("webhooks.rotate.atOnce") : t("webhooks.rotate.hours", { count: hours }) }))} />
          <DialogActions submit={t("webhooks.rotate.action")} working={rotate.isPending} onClose={() => setOpen(false)} />
        </form>
      </Dialog>
    </section>
  );
}
