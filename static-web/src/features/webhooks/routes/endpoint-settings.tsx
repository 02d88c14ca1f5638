import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Tagged } from "@/api/client";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { useRevision } from "@/lib/revision";
import { deleteEndpoint, editEndpoint, endpointQuery } from "../api/endpoints";
import { draftOf, requestOf, type Draft } from "../api/draft";
import { refusalOf } from "../api/refusals";
import type { Endpoint } from "../api/wire";
import { EndpointForm } from "../components/endpoint-form";
import { nameOf } from "../components/words";
import { useEndpoint } from "../components/use-endpoint";

/** Changes an endpoint, or removes it. When somebody else was quicker, what was typed stays, to be saved again or to be given up. */
export default function EndpointSettings() {
  const { t } = useTexts();
  const endpoint = useEndpoint();
  const client = useQueryClient();
  const query = endpointQuery(endpoint.id);
  const revision = useRevision(endpoint, () => client.fetchQuery({ ...query, staleTime: 0 }));
  const [draft, setDraft] = useState(() => draftOf(endpoint));
  const saved = (now: Tagged<Endpoint>) => {
    client.setQueryData(query.queryKey, now);
    void client.invalidateQueries({ queryKey: ["webhooks", "endpoints"] });
    revision.setBase(now);
    setDraft(draftOf(now));
    notices.show(t(now.state === "pending" && endpoint.state !== "pending" ? "webhooks.settings.savedVerify" : "webhooks.settings.saved"));
  };
  return (
    <div className="stack-l">
      <EndpointForm draft={draft} change={(part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))} submit={t("webhooks.settings.save")} onSaved={saved}
        save={() => revision.save((etag) => editEndpoint(endpoint.id, requestOf(draft), etag))} showLatest={() => setDraft(draftOf(revision.base))} />
      <Removal endpoint={endpoint} />
    </div>
  );
}

function Removal({ endpoint }: { endpoint: Tagged<Endpoint> }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [working, setWorking] = useState(false);
  const remove = async () => {
    setWorking(true);
    try {
      await deleteEndpoint(endpoint);
      await navigate("/administration/webhooks");
      notices.show(t("webhooks.remove.done"));
    } catch (error) {
      notices.show(refusalOf(error, t), "harm");
      setAsking(false);
    } finally {
      setWorking(false);
      void client.invalidateQueries({ queryKey: ["webhooks"] });
    }
  };
  return (
    <section className="stack" aria-labelledby="remove-title">
      <h2 id="remove-title">{t("webhooks.remove.heading")}</h2>
      <p className="measure">{t("webhooks.remove.text")}</p>
      <div><Button tone="harm" onPress={() => setAsking(true)}>{t("webhooks.remove.action")}</Button></div>
      <ConfirmDialog title={t("webhooks.remove.title", { name: nameOf(endpoint) })} text={t("webhooks.remove.question")} confirm={t("webhooks.remove.action")} keep={t("webhooks.remove.keep")}
        open={asking} working={working} onConfirm={() => void remove()} onClose={() => setAsking(false)} />
    </section>
  );
}
