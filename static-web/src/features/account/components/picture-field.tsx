import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { profileQuery, removePicture, setPicture } from "@/api/account";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { squareOf } from "../api/picture";
import { useSubmission } from "../api/use-submission";

/** The person's picture: seen, chosen, removed. */
export function PictureField({ picture }: { picture: string | undefined }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const { working, faults, run } = useSubmission();
  const after = async (text: string) => {
    await client.invalidateQueries({ queryKey: profileQuery.queryKey });
    notices.show(text);
  };
  const choose = (file: File) => run(
    async () => {
      await setPicture(await squareOf(file));
      await after(t("profile.picture.saved"));
    },
    (error) => (error instanceof DOMException ? t("errors.refusal.not-a-picture") : undefined),
  );
  const remove = () => run(async () => {
    await removePicture();
    await after(t("profile.picture.removed"));
  });

  return (
    <section className="stack" aria-labelledby="picture-title">
      <h2 id="picture-title">{t("profile.picture.title")}</h2>
      <ErrorSummary {...faults} />
      <div className="row picture-row">
        {picture ? <img className="picture" src={picture} alt={t("profile.picture.alt")} width={96} height={96} /> : <span className="picture picture-none"><Icon name="person" size={40} /></span>}
        <div className="stack-s">
          <p className="field-hint">{t("profile.picture.hint")}</p>
          <div className="row">
            <Button small working={working} onPress={() => input.current?.click()}>{picture ? t("profile.picture.replace") : t("profile.picture.choose")}</Button>
            {picture && <Button small tone="quiet" working={working} onPress={() => void remove()}>{t("profile.picture.remove")}</Button>}
          </div>
          <input ref={input} className="hidden" type="file" accept="image/png,image/jpeg,image/webp" tabIndex={-1} aria-label={t("profile.picture.choose")}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void choose(file);
            }} />
        </div>
      </div>
    </section>
  );
}
