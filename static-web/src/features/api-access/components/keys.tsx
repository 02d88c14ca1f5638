import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons";
import { EmptyState } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useApplicationActions, type Application, type ApplicationKey } from "../api/applications";
import { NewKeyDialog, RotateKeyDialog } from "./key-dialogs";
import { ShownKey } from "./shown-key";

/** The keys of an application: making, rotating, revoking; a new one is shown once, above the others. */
export function Keys({ application }: { application: Application }) {
  const { t } = useTexts();
  const { refresh } = useApplicationActions(application.id);
  const [making, setMaking] = useState(false);
  const [rotating, setRotating] = useState<ApplicationKey>();
  const [secret, setSecret] = useState<string>();
  const close = () => { setMaking(false); setRotating(undefined); };
  const made = ({ key }: { key: string }) => { close(); setSecret(key); void refresh(); };
  return (
    <section className="stack">
      <div className="row-apart">
        <h2>{t("apiAccess.keys.title")}</h2>
        {application.keys.length > 0 && <Button onPress={() => setMaking(true)}><Icon name="plus" size={16} />{t("apiAccess.keys.new")}</Button>}
      </div>
      {secret && <ShownKey secret={secret} onDone={() => setSecret(undefined)} />}
      {application.keys.length === 0 ? (
        <EmptyState title={t("apiAccess.keys.emptyTitle")} actions={<Button tone="primary" onPress={() => setMaking(true)}><Icon name="plus" size={16} />{t("apiAccess.keys.new")}</Button>}>
          <p>{t("apiAccess.keys.emptyText")}</p>
        </EmptyState>
      ) : (
        <ul className="rows">{application.keys.map((key) => <KeyRow key={key.id} application={application} one={key} onRotate={() => setRotating(key)} />)}</ul>
      )}
      {making && <NewKeyDialog application={application} onMade={made} onClose={close} />}
      {rotating && <RotateKeyDialog application={application} old={rotating} onMade={made} onClose={close} />}
    </section>
  );
}

function KeyRow({ application, one, onRotate }: { application: Application; one: ApplicationKey; onRotate: () => void }) {
  const { t, format } = useTexts();
  const { revoke } = useApplicationActions(application.id);
  const [asking, setAsking] = useState(false);
  const name = useRef<HTMLParagraphElement>(null);
  const good = one.state === "active" || one.state === "replaced";
  const end = one.revokedAt ? t("apiAccess.keys.revokedAt", { when: format.moment(one.revokedAt) })
    : t(good ? "apiAccess.keys.expires" : "apiAccess.keys.expired", { when: format.moment(one.expiresAt) });
  return (
    <li className="application-key">
      <div className="application-what">
        <p className="application-name" ref={name} tabIndex={-1}><bdi>{one.name}</bdi> <code className="small soft">…{one.hint}</code></p>
        <p className="small soft">{end} · {one.lastUsedAt ? t("apiAccess.used", { when: format.moment(one.lastUsedAt) }) : t("apiAccess.neverUsed")}</p>
        {one.scopes.length < application.scopes.length && <p className="small soft">{t("apiAccess.keys.narrow", { scopes: format.list(one.scopes.map((scope) => t(`apiAccess.scopes.names.${scope}`))) })}</p>}
      </div>
      <p className={`application-state application-${one.state}`}>{t(`apiAccess.keys.states.${one.state}`)}</p>
      {good && (
        <div className="row">
          {one.state === "active" && <Button small onPress={onRotate} aria-label={t("apiAccess.keys.rotateOf", { name: one.name })}>{t("apiAccess.keys.rotate")}</Button>}
          <Button small tone="harm" onPress={() => setAsking(true)} aria-label={t("apiAccess.keys.revokeOf", { name: one.name })}>{t("apiAccess.keys.revoke")}</Button>
        </div>
      )}
      <ConfirmDialog open={asking} title={t("apiAccess.keys.revokeTitle", { name: one.name })} text={t("apiAccess.keys.revokeText")} confirm={t("apiAccess.keys.revokeSubmit")} keep={t("apiAccess.keep")} after={name}
        working={revoke.isPending} onClose={() => setAsking(false)} onConfirm={() => revoke.mutate(one, { onSettled: () => setAsking(false) })} />
    </li>
  );
}
