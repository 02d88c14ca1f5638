import type { PrivacySettings } from "@/api/types";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";

type Recipient = PrivacySettings["recipients"][number];

/** Who else receives personal data, for the record of processing and the privacy notice. */
export function Recipients({ recipients, onChange }: { recipients: Recipient[]; onChange: (recipients: Recipient[]) => void }) {
  const { t } = useTexts();
  const set = (index: number, part: Partial<Recipient>) => onChange(recipients.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <section className="stack-s" aria-labelledby="recipients">
      <h2 id="recipients">{t("privacy.settings.recipients")}</h2>
      <p className="measure soft">{t("privacy.settings.recipientsText")}</p>
      {recipients.map((one, index) => (
        <div key={index} className="recipient" role="group" aria-label={t("privacy.settings.recipient", { number: index + 1 })}>
          <TextField name={`recipient-${index}-name`} label={t("privacy.settings.recipientName")} value={one.name} onChange={(name) => set(index, { name })} />
          <TextField name={`recipient-${index}-role`} label={t("privacy.settings.recipientRole")} value={one.role} onChange={(role) => set(index, { role })} />
          <TextField name={`recipient-${index}-country`} label={t("privacy.settings.recipientCountry")} optional value={one.country ?? ""} onChange={(country) => set(index, { country })} />
          <Button onPress={() => onChange(recipients.filter((_, at) => at !== index))} aria-label={t("privacy.settings.removeRecipient", { number: index + 1 })}>{t("privacy.settings.remove")}</Button>
        </div>
      ))}
      <div><Button small onPress={() => onChange([...recipients, { name: "", role: "" }])}>{t("privacy.settings.addRecipient")}</Button></div>
    </section>
  );
}
