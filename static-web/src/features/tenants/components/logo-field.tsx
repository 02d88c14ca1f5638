import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { faceQuery, removeLogo, setLogo, settingsQuery } from "@/api/tenant";
import type { TenantSettings } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

const most = 512 * 1024;

/** The logo: shown, replaced at once when a file is chosen, taken away. */
export function LogoField({ settings }: { settings: Tagged<TenantSettings> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const done = (text: string) => {
    setFault(undefined);
    void client.invalidateQueries({ queryKey: faceQuery.queryKey });
    notices.show(text);
  };
  const failed = (error: unknown) => {
    setFault(refusalText(error, t));
    if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: settingsQuery.queryKey });
  };
  const replace = useMutation({
    mutationFn: (file: File) => setLogo(file, settings.etag),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved);
      done(t("tenants.logo.saved"));
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => removeLogo(settings.etag),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: settingsQuery.queryKey });
      done(t("tenants.logo.removed"));
    },
    onError: failed,
  });
  const choose = (file: File | undefined) => {
    if (!file) return;
    if (file.size > most) return setFault(t("tenants.logo.tooLarge"));
    replace.mutate(file);
  };
  return (
    <div className="field" role="group" aria-labelledby="logo-label">
      <span className="field-label" id="logo-label">{t("tenants.logo.title")}</span>
      <p className="field-hint" id="logo-hint">{t("tenants.logo.hint")}</p>
      {fault && <p className="field-error" role="alert"><Icon name="attention" size={16} />{fault}</p>}
      {settings.logo ? <img className="logo-preview" src={settings.logo.url} alt={t("tenants.logo.alt", { name: settings.name })} width={settings.logo.width} height={settings.logo.height} /> : <p className="soft">{t("tenants.logo.none")}</p>}
      <div className="row">
        <input ref={input} type="file" className="hidden" tabIndex={-1} accept="image/png,image/jpeg,image/webp" aria-label={t("tenants.logo.file")}
          onChange={(event) => { choose(event.target.files?.[0]); event.target.value = ""; }} />
        <Button working={replace.isPending} onPress={() => input.current?.click()}>{settings.logo ? t("tenants.logo.replace") : t("tenants.logo.choose")}</Button>
        {settings.logo && <Button tone="quiet" working={remove.isPending} onPress={() => remove.mutate()}>{t("tenants.logo.remove")}</Button>}
      </div>
    </div>
  );
}
