import { isProblem } from "@/api/problem";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { useEndpointAction } from "../api/endpoints";
import { usePortal } from "../api/portal";
import { refusalOf } from "../api/refusals";
import type { Endpoint } from "../api/wire";

const tones = { pending: "callout-attention", active: "callout-done", paused: "callout-attention", disabled: "callout-harm", deleted: "callout-harm" } as const;

/** How an endpoint stands, in words, and the step that comes next. */
export function EndpointNow({ endpoint }: { endpoint: Endpoint }) {
  const { t, format } = useTexts();
  const { rights } = usePortal();
  const { id, state, reason, verifiedAt } = endpoint;
  const pause = useEndpointAction(id, "pause", t("webhooks.now.pauseDone"));
  const resume = useEndpointAction(id, "resume", t("webhooks.now.resumeDone"));
  return (
    <section className={`callout stack-s ${tones[state]}`} aria-labelledby="now-title">
      <h2 id="now-title">{t(`webhooks.now.title.${state}`)}</h2>
      <p className="measure">{reason ? t(`webhooks.now.reason.${reason}`) : t(`webhooks.now.text.${state}`)}</p>
      {verifiedAt && state === "active" && <p className="small">{t("webhooks.now.verifiedAt", { when: format.moment(verifiedAt) })}</p>}
      {rights.manage && state === "active" && <div><Button working={pause.isPending} onPress={() => pause.mutate()}>{t("webhooks.now.pause")}</Button></div>}
      {rights.manage && state === "paused" && <div><Button tone="primary" working={resume.isPending} onPress={() => resume.mutate()}>{t("webhooks.now.resume")}</Button></div>}
      {rights.manage && (state === "pending" || state === "disabled") && <Verify endpoint={endpoint} />}
    </section>
  );
}

/** Asks the endpoint whether it wants messages; before, what it must do; afterwards, what it did instead. */
function Verify({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTexts();
  const verify = useEndpointAction(endpoint.id, "verify", t("webhooks.verify.done"));
  const answered = isProblem(verify.error) && verify.error.type === "endpoint-not-verified" ? verify.error.detail : undefined;
  return (
    <>
      <p className="measure">{t(`webhooks.verify.how.${endpoint.framing}`)}</p>
      <div role="status">
        {verify.error && !verify.isPending && (
          <div className="stack-s webhook-answer">
            <p className="row"><Icon name="attention" size={18} /><strong>{refusalOf(verify.error, t)}</strong></p>
            {answered && <p className="small measure" lang="en"><bdi>{answered}</bdi></p>}
          </div>
        )}
      </div>
      <div><Button tone="primary" working={verify.isPending} onPress={() => verify.mutate()}>{t(verify.error ? "webhooks.verify.again" : "webhooks.verify.action")}</Button></div>
    </>
  );
}
