import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/fields";
import { ErrorState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { eventTypesQuery, testEndpoint } from "../api/endpoints";
import { usePortal } from "../api/portal";
import type { Endpoint, EventType, MessageDetail } from "../api/wire";
import { AttemptStatus } from "./status";
import { answerText, shortTime } from "./words";

/** Whether an endpoint that wants these entries wants this type. */
const wants = (events: string[], { type, operational }: EventType) =>
  events.some((entry) => (entry === "*" ? !operational : entry.endsWith(".*") ? type.startsWith(entry.slice(0, -1)) : entry === type));

/** Sends an example of an event type, once, to an endpoint that was verified, and shows what was answered. */
export function SendExample({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTexts();
  const portal = usePortal();
  const query = useQuery(eventTypesQuery(portal));
  if (!portal.rights.test) return null;
  return (
    <section className="stack" aria-labelledby="example-title">
      <div className="stack-s">
        <h2 id="example-title">{t("webhooks.example.title")}</h2>
        <p className="measure soft">{t(endpoint.state === "pending" ? "webhooks.example.unverified" : "webhooks.example.text")}</p>
      </div>
      {endpoint.state !== "pending" && <Loading query={query} lines={2}>{(types) => <Try endpoint={endpoint} types={types} />}</Loading>}
    </section>
  );
}

function Try({ endpoint, types }: { endpoint: Endpoint; types: EventType[] }) {
  const { t } = useTexts();
  const portal = usePortal();
  const client = useQueryClient();
  const own = types.filter((one) => wants(endpoint.events, one));
  const offered = own.length > 0 ? own : types;
  const [type, setType] = useState(() => (offered.find((one) => one.type === "process.created") ?? offered[0])?.type ?? "");
  const send = useMutation({
    mutationFn: () => testEndpoint(portal, endpoint.id, type),
    onSettled: () => client.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); send.mutate(); }}>
      <SelectField name="example" label={t("webhooks.example.type")} value={type} onChange={setType} options={offered.map((one) => ({ value: one.type, label: one.type }))} />
      <div><Button type="submit" working={send.isPending}>{t("webhooks.example.action")}</Button></div>
      <div role="status">{send.data && !send.isPending && <Outcome sent={send.data} />}</div>
      {send.error && <ErrorState error={send.error} />}
    </form>
  );
}

function Outcome({ sent: { message } }: { sent: MessageDetail }) {
  const { t, language } = useTexts();
  const portal = usePortal();
  const attempt = message.attempts.at(-1);
  if (!attempt) return null;
  const taken = attempt.outcome === "succeeded";
  return (
    <div className={`callout stack-s ${taken ? "callout-done" : "callout-harm"}`}>
      <AttemptStatus succeeded={taken} />
      <p>{t("webhooks.example.answered", { answer: answerText(attempt, t), time: shortTime(attempt.milliseconds, language) })}</p>
      <p><Link to={`${portal.page(message.endpoint)}/messages/${message.id}`}>{t("webhooks.example.look")}</Link></p>
    </div>
  );
}
