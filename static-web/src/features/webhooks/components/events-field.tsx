import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { eventMatches, eventNounText, eventText } from "@/components/ui/event-words";
import { SearchField } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { eventTypesQuery } from "../api/endpoints";
import type { Draft } from "../api/draft";
import { administration } from "../api/portal";
import type { EventType } from "../api/wire";
import { Choice } from "./choice";

type EventsProps = { draft: Draft; change: (part: Partial<Draft>) => void; error?: string };

/** The types by what they are about: `process.created` belongs to `process`. */
export function groupsOf(types: EventType[]): [noun: string, types: EventType[]][] {
  const groups = new Map<string, EventType[]>();
  for (const one of types) {
    const noun = one.type.split(".")[0] ?? "";
    groups.set(noun, [...(groups.get(noun) ?? []), one]);
  }
  return [...groups];
}

/** Which events an endpoint wants: all, whole groups, or single types of the catalogue. */
export function EventsField({ draft, change, error }: EventsProps) {
  const { t } = useTexts();
  const query = useQuery(eventTypesQuery(administration));
  const [text, setText] = useState("");
  const toggle = (entry: string, on: boolean) => change({ events: on ? [...draft.events, entry] : draft.events.filter((one) => one !== entry) });
  const seeks = text.trim();
  return (
    <div className="stack-s" id="field-events" tabIndex={-1}>
      <Choice name="everything" legend={t("webhooks.form.events")} value={draft.everything ? "all" : "some"} onChange={(value) => change({ everything: value === "all" })}
        options={[{ value: "all", label: t("webhooks.form.eventsAll"), hint: t("webhooks.form.eventsAllHint") }, { value: "some", label: t("webhooks.form.eventsSome"), hint: t("webhooks.form.eventsSomeHint") }]} />
      {error && <p className="field-error"><Icon name="attention" size={16} />{error}</p>}
      <p className="small"><a href="/administration/webhooks/events" target="_blank" rel="noreferrer">{t("webhooks.form.eventsCatalogue")}</a></p>
      <Loading query={query}>
        {(types) => {
          const shown = types.filter((one) => (!draft.everything || one.operational) && eventMatches(one.type, seeks, t));
          const groups = groupsOf(shown);
          return (
            <div className="webhook-picker stack-s">
              {draft.everything ? <p className="small soft">{t("webhooks.form.operational")}</p>
                : <SearchField label={t("webhooks.events.search")} value={text} onChange={setText} />}
              {groups.length === 0 && <p role="status">{t("webhooks.events.none")}</p>}
              {groups.map(([noun, group]) => <Group key={noun} noun={noun} types={group} chosen={draft.events} open={!!seeks} onToggle={toggle} />)}
            </div>
          );
        }}
      </Loading>
    </div>
  );
}

type GroupProps = { noun: string; types: EventType[]; chosen: string[]; open: boolean; onToggle: (entry: string, on: boolean) => void };

function Group({ noun, types, chosen, open, onToggle }: GroupProps) {
  const { t } = useTexts();
  const all = `${noun}.*`;
  const whole = chosen.includes(all);
  const count = whole ? types.length : types.filter((one) => chosen.includes(one.type)).length;
  const [began] = useState(count > 0);
  return (
    <details open={open || began || undefined}>
      <summary><strong>{eventNounText(noun, t)}</strong> <span className="small soft numbers">{t("webhooks.form.chosen", { count, all: types.length })}</span></summary>
      <div className="webhook-group">
        <label className="check"><input type="checkbox" checked={whole} onChange={(event) => onToggle(all, event.target.checked)} /><span>{t("webhooks.form.whole", { group: all })}</span></label>
        {types.map((one) => (
          <label key={one.type} className="check">
            <input type="checkbox" checked={whole || chosen.includes(one.type)} disabled={whole} onChange={(event) => onToggle(one.type, event.target.checked)} />
            <span><code>{one.type}</code><span className="field-hint webhook-block">{eventText(one.type, t)}</span></span>
          </label>
        ))}
      </div>
    </details>
  );
}
