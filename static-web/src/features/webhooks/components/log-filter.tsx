import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { InlineSelect } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { eventTypesQuery } from "../api/endpoints";
import { isMessageId, messageStates, type MessageFilters } from "../api/messages";
import { usePortal } from "../api/portal";

type FilterProps = { endpoint: string; filters: MessageFilters; onChange: (filters: MessageFilters) => void };

/** Which messages to show: by how they stand, what they tell of, since when; or the one of a number. */
export function LogFilter({ endpoint, filters, onChange }: FilterProps) {
  const { t } = useTexts();
  const types = useQuery(eventTypesQuery).data ?? [];
  const { state, type, since } = filters;
  const toggle = (one: (typeof messageStates)[number]) => onChange({ ...filters, state: state.includes(one) ? state.filter((other) => other !== one) : [...state, one] });
  const names = [...new Set([...types.map((one) => one.type), ...(type ? [type] : [])])].sort();
  return (
    <div className="stack-s" role="search" aria-label={t("webhooks.log.filter")}>
      <div className="row" role="group" aria-label={t("webhooks.log.state")}>
        <button type="button" className="webhook-chip" aria-pressed={state.length === 0} onClick={() => onChange({ ...filters, state: [] })}>{t("webhooks.log.all")}</button>
        {messageStates.map((one) => <button key={one} type="button" className="webhook-chip" aria-pressed={state.includes(one)} onClick={() => toggle(one)}>{t(`webhooks.messageStates.${one}`)}</button>)}
      </div>
      <div className="webhook-filter">
        <InlineSelect label={t("webhooks.log.type")} value={type} onChange={(value) => onChange({ ...filters, type: value })}
          options={[{ value: "", label: t("webhooks.log.anyType") }, ...names.map((name) => ({ value: name, label: name }))]} />
        <span className="row">
          <label className="small soft" htmlFor="log-since">{t("webhooks.log.since")}</label>
          <input id="log-since" type="datetime-local" className="input input-small" value={since} onChange={(event) => onChange({ ...filters, since: event.target.value })} />
        </span>
        <Find endpoint={endpoint} />
        {(state.length > 0 || type || since) && <Button small tone="quiet" onPress={() => onChange({ state: [], type: "", since: "" })}>{t("shell.list.clearAll")}</Button>}
      </div>
    </div>
  );
}

/** Opens the message of a number, as a receiver finds it in the header webhook-id. */
function Find({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const { home } = usePortal();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const id = text.trim();
    setWrong(!isMessageId(id));
    if (isMessageId(id)) void navigate(`${home}/${endpoint}/messages/${id}`);
  };
  return (
    <form className="row" onSubmit={(event) => { event.preventDefault(); find(); }}>
      <label className="small soft" htmlFor="log-id">{t("webhooks.log.id")}</label>
      <input id="log-id" className="input input-small webhook-find" autoComplete="off" placeholder="msg_…" value={text} onChange={(event) => setText(event.target.value)} aria-invalid={wrong || undefined} aria-describedby={wrong ? "log-id-error" : undefined} />
      <Button small type="submit">{t("webhooks.log.find")}</Button>
      {wrong && <p className="field-error" id="log-id-error" role="alert">{t("webhooks.log.idWrong")}</p>}
    </form>
  );
}
