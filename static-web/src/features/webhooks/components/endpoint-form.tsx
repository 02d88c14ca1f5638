import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/ui/button";
import { ErrorSummary, TextArea, TextField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import { faultsOfDraft, type Draft } from "../api/draft";
import { faultsOf, refusalOf } from "../api/refusals";
import { Choice } from "./choice";
import { EventsField } from "./events-field";
import { HeadersField } from "./headers-field";
import { ProcessesField } from "./processes-field";

type FormProps<T> = {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  save: () => Promise<T>;
  onSaved: (saved: T) => void;
  /** Takes what somebody else has saved meanwhile, instead of what was typed. */
  showLatest?: () => void;
  submit: string;
  /** A new one also chooses how it signs; later that is changed by another secret. */
  isNew?: boolean;
};

/** How an endpoint is to be: where, what, and how. */
export function EndpointForm<T>({ draft, change, save, onSaved, submit, showLatest, isNew = false }: FormProps<T>) {
  const { t } = useTexts();
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const form = useRef<HTMLFormElement>(null);
  const sending = useMutation({
    mutationFn: save,
    onSuccess: onSaved,
    onError: (error) => {
      const errors = faultsOf(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : isProblem(error, 412) ? t("administration.changed.text") : refusalOf(error, t));
    },
  });
  const send = () => {
    const errors = faultsOfDraft(draft, t);
    fail(errors);
    if (Object.keys(errors).length === 0) sending.mutate();
  };
  const showTheirs = () => {
    showLatest?.();
    fail({});
    sending.reset();
    form.current?.querySelector("input")?.focus();
  };
  const { errors } = problem;
  return (
    <form ref={form} className="stack form" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary {...problem}>{isProblem(sending.error, 412) && <div><Button small onPress={showTheirs}>{t("administration.changed.show")}</Button></div>}</ErrorSummary>
      <TextField name="url" type="url" required autoComplete="off" label={t("webhooks.form.url")} hint={t("webhooks.form.urlHint")} value={draft.url} error={errors.url} onChange={(url) => change({ url })} />
      <TextArea name="description" rows={2} limit={500} optional label={t("webhooks.form.description")} hint={t("webhooks.form.descriptionHint")} value={draft.description} error={errors.description} onChange={(description) => change({ description })} />
      <TextField name="contact" type="email" optional autoComplete="off" label={t("webhooks.form.contact")} hint={t("webhooks.form.contactHint")} value={draft.contact} error={errors.contact} onChange={(contact) => change({ contact })} />
      <EventsField draft={draft} change={change} error={errors.events} />
      <ProcessesField draft={draft} change={change} error={errors.processes} />
      {isNew && (
        <Choice name="signing" legend={t("webhooks.form.signing")} value={draft.signing} onChange={(signing) => change({ signing })}
          options={[{ value: "hmac", label: t("webhooks.form.hmac"), hint: t("webhooks.form.hmacHint") }, { value: "ed25519", label: t("webhooks.form.ed25519"), hint: t("webhooks.form.ed25519Hint") }]} />
      )}
      <details className="webhook-more" open={!!(errors.rateLimit || errors.framing || Object.keys(errors).some((field) => field.startsWith("headers"))) || undefined}>
        <summary>{t("webhooks.form.more")}</summary>
        <div className="stack">
          <Choice name="framing" legend={t("webhooks.form.framing")} value={draft.framing} onChange={(framing) => change({ framing })}
            options={[{ value: "standard", label: t("webhooks.form.standard"), hint: t("webhooks.form.standardHint") }, { value: "cloudevents", label: t("webhooks.form.cloudevents"), hint: t("webhooks.form.cloudeventsHint") }]} />
          <HeadersField headers={draft.headers} onChange={(headers) => change({ headers })} errors={errors} />
          <TextField name="rateLimit" optional autoComplete="off" label={t("webhooks.form.rate")} hint={t("webhooks.form.rateHint")} value={draft.rate} error={errors.rateLimit} onChange={(rate) => change({ rate })} />
        </div>
      </details>
      <div><Button tone="primary" type="submit" working={sending.isPending}>{submit}</Button></div>
    </form>
  );
}
