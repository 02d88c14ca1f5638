import type { TFunction } from "i18next";
import type { FieldErrors } from "@/lib/forms";
import type { Endpoint, EndpointRequest, Framing, SigningKind } from "./wire";

export type Header = { name: string; value: string };
/** What stands in the place of the value of a header that is there; sent back, it leaves that value as it is. */
export const notShown = "(not shown)";

/** An endpoint as its form holds it. */
export type Draft = {
  url: string;
  description: string;
  contact: string;
  /** Everything that happens; what is about the sending itself is wanted by name only. */
  everything: boolean;
  events: string[];
  everyProcess: boolean;
  processes: string[];
  headers: Header[];
  framing: Framing;
  signing: SigningKind;
  rate: string;
};

export const emptyDraft: Draft = {
  url: "", description: "", contact: "", everything: true, events: [], everyProcess: true, processes: [], headers: [], framing: "standard", signing: "hmac", rate: "",
};

/** What may be kept in the browser while it is typed: the values of headers are tokens of gateways. */
export const keptDraft = (draft: Draft): Draft => ({ ...draft, headers: draft.headers.map(({ name }) => ({ name, value: "" })) });

export const mostRate = 1000;
export const mostHeaders = 10;

export const isOperational = (entry: string) => /^(endpoint|message)\./.test(entry);

export const draftOf = (endpoint: Endpoint): Draft => ({
  url: endpoint.url,
  description: endpoint.description,
  contact: endpoint.contact ?? "",
  everything: endpoint.events.includes("*"),
  events: endpoint.events.filter((entry) => entry !== "*"),
  everyProcess: endpoint.processes.length === 0,
  processes: endpoint.processes,
  headers: Object.entries(endpoint.headers).map(([name, value]) => ({ name, value })),
  framing: endpoint.framing,
  signing: endpoint.keys[0]?.kind ?? "hmac",
  rate: endpoint.rateLimit?.toString() ?? "",
});

const filled = (headers: Header[]) => headers.map(({ name, value }) => ({ name: name.trim(), value: value.trim() })).filter(({ name, value }) => name || value);

export const requestOf = (draft: Draft): EndpointRequest => ({
  url: draft.url.trim(),
  description: draft.description.trim(),
  contact: draft.contact.trim() || null,
  events: draft.everything ? ["*", ...draft.events.filter(isOperational)] : draft.events,
  processes: draft.everyProcess ? [] : draft.processes,
  headers: Object.fromEntries(filled(draft.headers).map(({ name, value }) => [name, value])),
  framing: draft.framing,
  rateLimit: draft.rate.trim() ? Number(draft.rate) : null,
});

/** What can be seen to be wrong before the server is asked; the server knows the rest. */
export function faultsOfDraft(draft: Draft, t: TFunction): FieldErrors {
  const errors: FieldErrors = {};
  const url = draft.url.trim();
  if (!url) errors.url = t("errors.field.required");
  else if (!/^https?:\/\/[^\s]+$/i.test(url)) errors.url = t("webhooks.form.addressFaults.not_a_url");
  if (!draft.everything && draft.events.length === 0) errors.events = t("webhooks.form.eventsNone");
  if (!draft.everyProcess && draft.processes.length === 0) errors.processes = t("webhooks.form.processesNone");
  if (draft.description.length > 500) errors.description = t("errors.field.too_long");
  const rate = draft.rate.trim();
  if (rate && !(/^\d+$/.test(rate) && Number(rate) >= 1 && Number(rate) <= mostRate)) errors.rateLimit = t("webhooks.form.rateFault", { most: mostRate });
  const names = filled(draft.headers).map(({ name }) => name.toLowerCase());
  if (names.includes("")) errors.headers = t("webhooks.form.headerFaults.malformed");
  else if (new Set(names).size < names.length) errors.headers = t("webhooks.form.headerFaults.duplicate");
  return errors;
}
