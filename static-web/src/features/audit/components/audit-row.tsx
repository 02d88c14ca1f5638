import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { eventText } from "@/components/ui/event-words";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import type { AuditEntry, AuditFilters } from "../api/audit";
import { EntryDetails } from "./entry-details";

/** One entry: whether it was done, what, by whom, when; and all that is known of it, opened on request. */
export function AuditRow({ entry, onFilter }: { entry: AuditEntry; onFilter: (filters: AuditFilters) => void }) {
  const { t, format } = useTexts();
  const [open, setOpen] = useState(false);
  const id = useId();
  const refused = entry.outcome === "refused";
  return (
    <li className="audit-entry">
      <span className={`status audit-${entry.outcome}`}><Icon name={refused ? "attention" : "check"} size={16} />{t(`audit.outcomes.${entry.outcome}`)}</span>
      <div className="audit-what">
        <p><span className="audit-action">{eventText(entry.action, t)}</span>{refused && entry.details && "problem" in (entry.details as object) ? <span className="soft"> {String((entry.details as { problem: unknown }).problem)}</span> : null}</p>
        <p className="small soft">
          {t("audit.by", { name: entry.actor.name ?? (entry.actor.id === "platform" ? t("audit.platform") : t("audit.nobody", { id: entry.actor.id })) })}{" · "}
          <time dateTime={entry.at}>{format.moment(entry.at)}</time>{" · "}{t("audit.number", { number: entry.sequence })}
        </p>
        {open && <div id={id}><EntryDetails entry={entry} onFilter={onFilter} /></div>}
      </div>
      <Button small tone="quiet" onPress={() => setOpen(!open)} aria-label={t(open ? "audit.close" : "audit.open", { number: entry.sequence })}>
        <span className="turn" data-open={open || undefined} aria-hidden="true"><Icon name="next" size={16} /></span>
        {t(open ? "audit.less" : "audit.more")}
      </Button>
    </li>
  );
}
