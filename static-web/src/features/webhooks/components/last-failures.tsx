import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";
import { lookEvery, messagesQuery } from "../api/messages";
import { usePortal } from "../api/portal";
import type { Endpoint } from "../api/wire";
import { MessageRow } from "./message-row";
import { SendAgain } from "./send-again";

/** What the endpoint did not take, and the way to send it once more. */
export function LastFailures({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTexts();
  const portal = usePortal();
  const [asking, setAsking] = useState(false);
  const pages = useInfiniteQuery({ ...messagesQuery(portal, endpoint.id, { state: ["failed"], type: "", since: "", until: "" }, 5), refetchInterval: lookEvery }).data?.pages;
  const failed = pages?.[0]?.items ?? [];
  const total = pages?.[0]?.total ?? 0;
  return (
    <section className="stack" aria-labelledby="failures-title">
      <h2 id="failures-title">{t("webhooks.failures.title")}</h2>
      {pages && failed.length === 0 && <p className="soft">{t("webhooks.failures.none")}</p>}
      {failed.length > 0 && (
        <div className="stack-s">
          <ul className="rows">{failed.map((message) => <MessageRow key={message.id} message={message} />)}</ul>
          <p><Link to={`${portal.page(endpoint.id)}/messages?state=failed`}>{t("webhooks.failures.all", { count: total })}</Link></p>
        </div>
      )}
      {portal.rights.manage && endpoint.state !== "deleted" && (
        <>
          <p className="measure soft">{t(endpoint.state === "active" ? "webhooks.again.text" : "webhooks.again.notActive")}</p>
          {endpoint.state === "active" && <div><Button onPress={() => setAsking(true)}>{t("webhooks.again.action")}</Button></div>}
          <SendAgain endpoint={endpoint.id} open={asking} onClose={() => setAsking(false)} />
        </>
      )}
    </section>
  );
}
