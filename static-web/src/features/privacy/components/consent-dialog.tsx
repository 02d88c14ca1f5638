import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { consentsQuery, giveConsents } from "@/api/privacy";
import { isProblem } from "@/api/problem";
import { signOut } from "@/api/sign-in";
import type { Consents } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Loading } from "@/components/ui/states";
import { LanguageMark, Markdown } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import "../privacy.css";

/** Shows what is new and asks, above the page that stays as it is. */
export default function ConsentDialog({ onAgreed, onLeave }: { onAgreed: () => void; onLeave: () => void }) {
  const { t, language } = useTexts();
  const query = useQuery(consentsQuery(language));
  return (
    <Dialog title={t("privacy.consent.title")} open onClose={onLeave} alert wide>
      <p>{t("privacy.consent.lead")}</p>
      <Loading query={query}>{(consents) => <ConsentForm key={language} consents={consents} onAgreed={onAgreed} onLeave={onLeave} />}</Loading>
    </Dialog>
  );
}

function ConsentForm({ consents, onAgreed, onLeave }: { consents: Consents; onAgreed: () => void; onLeave: () => void }) {
  const { t, language, format } = useTexts();
  const [agreed, setAgreed] = useState<string[]>([]);
  const [missing, setMissing] = useState(false);
  const query = useQuery(consentsQuery(language));
  const give = useMutation({
    mutationFn: () => giveConsents(consents),
    onSuccess: onAgreed,
    onError: (error) => {
      if (isProblem(error, 409)) void query.refetch();
    },
  });
  const submit = () => {
    const left = consents.asked.find((one) => !agreed.includes(one.document));
    setMissing(!!left);
    if (left) document.getElementById(`agree-${left.document}`)?.focus();
    else give.mutate();
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {give.error && <p className="field-error" role="alert">{refusalText(give.error, t)}</p>}
      {missing && <p className="field-error" role="alert">{t("privacy.consent.missing")}</p>}
      {consents.asked.map((one) => (
        <div key={one.document} className="stack-s">
          <h3 id={`asked-${one.document}`}>{t(`privacy.documents.${one.document}`)}</h3>
          <p className="small soft">
            {t("privacy.version", { version: one.version, date: format.date(one.effectiveAt) })} {one.language !== language && <LanguageMark language={one.language} />}
          </p>
          {one.changes && <p lang={one.changes.language}>{t("privacy.changes", { text: one.changes.text })}</p>}
          <div className="legal-box" tabIndex={0} role="region" aria-labelledby={`asked-${one.document}`}><Markdown text={one.text} language={one.language} /></div>
          <label className="check">
            <input id={`agree-${one.document}`} type="checkbox" checked={agreed.includes(one.document)} aria-invalid={missing && !agreed.includes(one.document) ? true : undefined}
              onChange={(event) => setAgreed((list) => (event.target.checked ? [...list, one.document] : list.filter((name) => name !== one.document)))} />
            {t(one.document === "terms" ? "privacy.consent.agree" : "privacy.consent.read")}
          </label>
        </div>
      ))}
      <div className="dialog-actions">
        <Button tone="primary" type="submit" working={give.isPending}>{t("privacy.consent.submit")}</Button>
        <Button onPress={onLeave}>{t("privacy.consent.leave")}</Button>
        <Button tone="quiet" onPress={() => void signOut()}>{t("privacy.consent.signOut")}</Button>
      </div>
    </form>
  );
}
