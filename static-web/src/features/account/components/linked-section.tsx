import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createLinkCode, linkedQuery, unlinkSignIn } from "@/api/account";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { ErrorSummary, TextField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useSubmission } from "../api/use-submission";

/** The providers with which a person signs in, where the platform does that; several can be the same person. */
export function LinkedSection() {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const query = useQuery(linkedQuery);
  const [code, setCode] = useState<string>();
  const [leaving, setLeaving] = useState<{ id: string; provider: string }>();
  const { working, faults, run } = useSubmission();
  const make = () => run(async () => setCode((await createLinkCode()).code));
  const unlink = (id: string) => run(async () => {
    await unlinkSignIn(id);
    setLeaving(undefined);
    await client.invalidateQueries({ queryKey: linkedQuery.queryKey });
    notices.show(t("profile.linked.unlinked"));
  });
  return (
    <section className="stack" aria-labelledby="linked-title">
      <h2 id="linked-title">{t("profile.linked.title")}</h2>
      <p className="measure">{t("profile.linked.intro")}</p>
      <ErrorSummary {...faults} />
      <Loading query={query} lines={3}>
        {(items) => (
          <ul className="rows">
            {items.map((one) => (
              <li key={one.id} className="row-apart">
                <div>
                  <strong>{one.provider}</strong> {one.current && <span className="tag">{t("profile.linked.current")}</span>}
                  <p className="soft small">{one.assurance ? t(`profile.linked.assurance.${one.assurance}`) : t("profile.linked.noAssurance")} {one.signedInAt && t("profile.linked.seen", { when: format.ago(one.signedInAt) })}</p>
                </div>
                {items.length > 1 && <Button small tone="quiet" aria-label={t("profile.linked.unlinkNamed", { provider: one.provider })} onPress={() => setLeaving(one)}>{t("profile.linked.unlink")}</Button>}
              </li>
            ))}
          </ul>
        )}
      </Loading>
      {code ? (
        <div className="callout stack-s">
          <p className="measure">{t("profile.linked.how")}</p>
          <TextField name="link" readOnly label={t("profile.linked.link")} value={`${window.location.origin}/account/link?code=${encodeURIComponent(code)}`} onChange={() => undefined} />
        </div>
      ) : <div><Button working={working} onPress={() => void make()}>{t("profile.linked.add")}</Button></div>}
      {leaving && (
        <ConfirmDialog open title={t("profile.linked.unlinkNamed", { provider: leaving.provider })} text={t("profile.linked.unlinkText")} confirm={t("profile.linked.unlink")} keep={t("shell.cancel")} working={working}
          onClose={() => setLeaving(undefined)} onConfirm={() => void unlink(leaving.id)} />
      )}
    </section>
  );
}
