import type { TenantEdit, TenantSettings } from "@/api/types";

/** What is being typed: every field as a text. */
export type Draft = {
  name: string;
  senderName: string;
  languages: string[];
  own: boolean;
  light: string;
  dark: string;
  terminology: Record<string, Record<string, string>>;
};

export const draftOf = (settings: TenantSettings): Draft => ({
  name: settings.name,
  senderName: settings.senderName ?? "",
  languages: settings.languages,
  own: !!settings.accent,
  light: settings.accent?.light ?? "#0b5560",
  dark: settings.accent?.dark ?? "",
  terminology: settings.terminology,
});

/** What is sent: blank words and an unused colour are left out. */
export const editOf = (draft: Draft): TenantEdit => ({
  name: draft.name.trim(),
  senderName: draft.senderName.trim(),
  languages: draft.languages,
  ...(draft.own ? { accent: { light: draft.light.trim(), ...(draft.dark.trim() ? { dark: draft.dark.trim() } : {}) } } : {}),
  terminology: Object.fromEntries(Object.entries(draft.terminology)
    .map(([term, words]) => [term, Object.fromEntries(Object.entries(words).filter(([, word]) => word.trim()))] as const)
    .filter(([, words]) => Object.keys(words).length > 0)),
});
