import { useQueryClient } from "@tanstack/react-query";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { connection } from "@/lib/connection";
import { notices } from "@/lib/notices";

/** Short messages at the foot of the window, and the voice that speaks them. */
export function Notices() {
  const { t } = useTexts();
  const list = notices.use();
  const spoken = notices.useSpoken();
  return (
    <>
      <section className="notices" aria-label={t("shell.notices")}>
        {list.map((notice) => (
          <div className="notice" key={notice.id}>
            <Icon name={notice.tone === "harm" ? "attention" : notice.tone === "done" ? "check" : "info"} />
            <span>{notice.text}</span>
            {notice.action && <button type="button" onClick={() => { notice.action?.run(); notices.dismiss(notice.id); }}>{notice.action.label}</button>}
            <button type="button" aria-label={t("shell.close")} onClick={() => notices.dismiss(notice.id)}><Icon name="close" size={16} /></button>
          </div>
        ))}
      </section>
      <p className="hidden" role="status" aria-live="polite">{spoken}</p>
    </>
  );
}

/** Tells when the way to the server is cut, and when it is open again. */
export function ConnectionStrip() {
  const { t } = useTexts();
  const client = useQueryClient();
  const state = connection.use();
  return (
    <div role="status">
      {state !== "online" && (
        <div className={state === "restored" ? "strip strip-restored" : "strip"}>
          <div className="wrap">
            <Icon name={state === "restored" ? "check" : "attention"} />
            <span>{t(`shell.connection.${state}`)}</span>
            {state === "unreachable" && (
              <button type="button" className="button button-small" onClick={() => void client.refetchQueries({ type: "active" })}>{t("shell.connection.retry")}</button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
