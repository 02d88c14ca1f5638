import { isProblem } from "@/api/problem";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { useEndpointAction } from "../api/endpoints";
import { usePortal } from "../api/portal";
import { refusalOf } from "../api/refusals";
import type { Endpoint } from "../api/wire";

const tones = { pending: "callout-attention", active: "callout-done", paused: "callout-attention", disabled: "callout-harm", deleted: "callout-harm" } as const;
const steps = { pending: "verify", active: "pause", paused: "resume", disabled: "verify", deleted: undefined } as const;
/** Where the next step is an administrator's, whoever came with a link is told whom to tell. */
const others = ["gone", "failing", "pending", "paused"] as const;

/** How an endpoint stands, in words, and the step that comes next. */
export function EndpointNow({ endpoint }: { endpoint: Endpoint }) {
  const { t, format } = useTexts();
  const { manage } = usePortal().rights;
  const { state, reason, verifiedAt, grantedPerMinute } = endpoint;
  const guest = manage ? undefined : others.find((one) => one === (reason ?? state));
  return (
    <section className={`callout stack-s ${tones[state]}`} aria-labelledby="now-title">
      <h2 id="now-title">{t(`webhooks.now.title.${state}`)}</h2>
      <p className="measure">{guest ? t(`webhooks.now.partner.${guest}`) : reason ? t(`webhooks.now.reason.${reason}`) : t(`webhooks.now.text.${state}`)}</p>
      {verifiedAt && state === "active" && <p className="small">{t("webhooks.now.verifiedAt", { when: format.moment(verifiedAt) })}</p>}
      {grantedPerMinute !== undefined && <p className="small">{t("webhooks.now.granted", { granted: grantedPerMinute })}</p>}
      {manage && <NextStep endpoint={endpoint} />}
    </section>
  );
}

/** One button, whatever the next step is, so that the keyboard stays on it; beside it an endpoint that is active can be asked anew, as when it has changed its pace. Before verifying it says what the endpoint must do; afterwards, what it did instead. */
function NextStep({ endpoint: { id, state, framing } }: { endpoint: Endpoint }) {
  const { t } = useTexts();
  const actions = {
    verify: useEndpointAction(id, "verify", t("webhooks.verify.done")),
    pause: useEndpointAction(id, "pause", t("webhooks.now.pauseDone")),
    resume: useEndpointAction(id, "resume", t("webhooks.now.resumeDone")),
  };
  const step = steps[state];
  if (!step) return null;
  const { verify } = actions;
  const action = step === "verify" ? t(verify.error ? "webhooks.verify.again" : "webhooks.verify.action") : t(`webhooks.now.${step}`);
  return (
    <>
      {step === "verify" && <p className="measure">{t(`webhooks.verify.how.${framing}`)}</p>}
      <div role="status">{step !== "resume" && verify.error && !verify.isPending && <Refusal error={verify.error} />}</div>
      <div className="row">
        <Button tone={step === "pause" ? "plain" : "primary"} working={actions[step].isPending} onPress={() => actions[step].mutate()}>{action}</Button>
        {step === "pause" && <Button tone="quiet" working={verify.isPending} onPress={() => verify.mutate()}>{t("webhooks.verify.again")}</Button>}
      </div>
    </>
  );
}

/** Why an endpoint is not verified; what it answered, in the server's words. */
function Refusal({ error }: { error: Error }) {
  const { t } = useTexts();
  const answered = isProblem(error) && error.type === "endpoint-not-verified" ? error.detail : undefined;
  return (
    <div className="stack-s webhook-answer">
      <p className="row"><Icon name="attention" size={18} /><strong>{refusalOf(error, t)}</strong></p>
      {answered && <p className="small measure" lang="en"><bdi>{answered}</bdi></p>}
    </div>
  );
}
