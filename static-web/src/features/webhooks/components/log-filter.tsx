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
  const types = useQuery(eventTypesQuery(usePortal())).data ?? [];
  const { state, type, since, until } = filters;
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
        {(["since", "until"] as const).map((name) => (
          <span key={name} className="row">
            <label className="small soft" htmlFor={`log-${name}`}>{t(`webhooks.log.${name}`)}</label>
            <input id={`log-${name}`} type="datetime-local" className="input input-small" value={filters[name]} onChange={(event) => onChange({ ...filters, [name]: event.target.value })} />
          </span>
        ))}
        <Find endpoint={endpoint} />
        {(state.length > 0 || type || since || until) && <Button small tone="quiet" onPress={() => onChange({ state: [], type: "", since: "", until: "" })}>{t("shell.list.clearAll")}</Button>}
      </div>
    </div>
  );
}

/** Opens the message of a number, as a receiver finds it in the header webhook-id. */
function Find({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const { page } = usePortal();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const id = text.trim();
    setWrong(!isMessageId(id));
    if (isMessageId(id)) void navigate(`${page(endpoint)}/messages/${id}`);
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
