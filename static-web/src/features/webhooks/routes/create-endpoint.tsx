import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { useTexts } from "@/i18n";
import { useDraft } from "@/lib/hooks";
import { announce } from "@/lib/notices";
import { createEndpoint } from "../api/endpoints";
import { emptyDraft, keptDraft, requestOf } from "../api/draft";
import type { EndpointWithSecret } from "../api/wire";
import { EndpointForm } from "../components/endpoint-form";
import { SecretValue } from "../components/secret-value";
import { nameOf } from "../components/words";
import "../webhooks.css";

/** Makes an endpoint, and hands over its secret. */
export default function CreateEndpoint() {
  const { t } = useTexts();
  const client = useQueryClient();
  const { draft, change, forget } = useDraft("webhook-endpoint", emptyDraft, keptDraft);
  const [made, setMade] = useState<EndpointWithSecret>();
  const done = (endpoint: EndpointWithSecret) => {
    forget();
    setMade(endpoint);
    announce(t("webhooks.created.title"));
    void client.invalidateQueries({ queryKey: ["webhooks"] });
    window.scrollTo(0, 0);
  };
  if (made) return <Made made={made} />;
  return (
    <>
      <PageHead title={t("webhooks.create.title")} lead={t("webhooks.create.lead")} back={{ to: "/administration/webhooks", label: t("webhooks.title") }} />
      <EndpointForm draft={draft} change={change} save={() => createEndpoint(requestOf(draft), draft.signing)} onSaved={done} submit={t("webhooks.create.action")} isNew />
    </>
  );
}

function Made({ made: { endpoint, secret } }: { made: EndpointWithSecret }) {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("webhooks.created.title")} lead={t("webhooks.created.lead", { name: nameOf(endpoint) })} back={{ to: "/administration/webhooks", label: t("webhooks.title") }} />
      <div className="stack">
        <SecretValue secret={secret} />
        <div className="callout stack-s">
          <h2>{t("webhooks.created.next")}</h2>
          <p className="measure">{t(`webhooks.verify.how.${endpoint.framing}`)}</p>
        </div>
        <div><ButtonLink tone="primary" to={`/administration/webhooks/${endpoint.id}`}>{t("webhooks.created.go")}</ButtonLink></div>
      </div>
    </>
  );
}
