import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Tagged } from "./client";
import { isProblem } from "./problem";
import type { Consents, Erasure, ErasureCertificate, LegalDocument, LegalSource, LegalText, Listing, OwnErasure, PersonalExport, PrivacySettings } from "./types";

/** A legal text as it is in force, or one of its versions, in a language. */
export const legalQuery = (document: LegalDocument, language: string, version?: number) =>
  queryOptions({
    queryKey: ["legal", document, language, version ?? "current"],
    queryFn: ({ signal }) => api.get<LegalText>(version === undefined ? `/api/legal/${document}` : `/api/legal/${document}/versions/${version}`, { query: { language }, signal }),
  });

/** What the person has agreed to, and what is still asked. */
export const consentsQuery = (language: string) =>
  queryOptions({ queryKey: ["consents", language], queryFn: ({ signal }) => api.get<Consents>("/api/me/consents", { query: { language }, signal }), staleTime: 0 });

/** Agrees to the texts that were shown. */
export const giveConsents = ({ asked }: Consents) =>
  api.post<Consents>("/api/me/consents", { consents: asked.map(({ document, version, language, sha256 }) => ({ document, version, language, sha256 })) });

/** The person's copies of the own data; asked for again while one is being made. */
export const exportsQuery = queryOptions({
  queryKey: ["exports"],
  queryFn: ({ signal }) => api.get<PersonalExport[]>("/api/me/exports", { signal }),
  staleTime: 0,
  refetchInterval: (query) => (query.state.data?.some((one) => !one.readyAt) ? 1500 : false),
});

export const startExport = (language: string) => api.post<PersonalExport>(`/api/me/exports?language=${language}`, undefined);
export const exportAddress = (id: string) => `/api/me/exports/${encodeURIComponent(id)}/file`;

/** The erasure of the own account; null when nobody asked for it. */
export const myErasureQuery = queryOptions({
  queryKey: ["my-erasure"],
  queryFn: async ({ signal }): Promise<OwnErasure | null> => {
    try {
      return await api.get<OwnErasure>("/api/me/erasure", { signal });
    } catch (error) {
      if (isProblem(error, 404)) return null;
      throw error;
    }
  },
});

export const eraseMe = (confirmation: string, password: string) => api.post<OwnErasure>("/api/me/erasure", { confirmation, password: password || undefined });
export const keepMe = () => api.delete("/api/me/erasure");

/** The certificate behind a link; null while it is not there. */
export const certificateQuery = (token: string) =>
  queryOptions({
    queryKey: ["certificate", token],
    queryFn: async ({ signal }): Promise<ErasureCertificate | null> => {
      try {
        return await api.get<ErasureCertificate>(`/api/privacy/certificates/${encodeURIComponent(token)}`, { signal });
      } catch (error) {
        if (isProblem(error, 404)) return null;
        throw error;
      }
    },
    refetchInterval: (query) => (query.state.data === null && query.state.dataUpdateCount < 40 ? 1500 : false),
  });

export const legalSourceQuery = (document: LegalDocument) =>
  queryOptions({ queryKey: ["legal-source", document], queryFn: ({ signal }) => api.getTagged<LegalSource>(`/api/legal/${document}/source`, { signal }) });

export type LegalDraft = { texts: Record<string, string>; effectiveAt?: string | undefined; asksConsent: boolean; changes?: Record<string, string> | undefined };
export const publishLegalText = (document: LegalDocument, draft: LegalDraft, etag: string) =>
  api.post<LegalText>(`/api/legal/${document}/versions`, draft, { ifMatch: etag });
export const previewLegalText = (source: string, language: string) => api.post<{ text: string; sha256: string }>("/api/legal/preview", { source, language });

export const privacySettingsQuery = (language: string) =>
  queryOptions({ queryKey: ["privacy-settings", language], queryFn: ({ signal }) => api.getTagged<PrivacySettings>("/api/privacy/settings", { query: { language }, signal }) });

export type PrivacyDecisions = Pick<PrivacySettings, "controller" | "postalAddress" | "contact" | "dataProtectionOfficer" | "supervisoryAuthority" | "recipients" | "erasureGraceDays"> & { retentionDays: Record<string, number> };
export const decide = (decisions: PrivacyDecisions, etag: string): Promise<Tagged<PrivacySettings>> => api.putTagged<PrivacySettings>("/api/privacy/settings", decisions, { ifMatch: etag });

/** What the server now keeps, with everything that was not said anew. */
export const decisionsOf = (settings: PrivacySettings): PrivacyDecisions => ({
  controller: settings.controller, postalAddress: settings.postalAddress, contact: settings.contact, dataProtectionOfficer: settings.dataProtectionOfficer,
  supervisoryAuthority: settings.supervisoryAuthority, recipients: settings.recipients, erasureGraceDays: settings.erasureGraceDays,
  retentionDays: Object.fromEntries(settings.retention.map((one) => [one.kind, one.days])),
});

export const processingFile = (format: "json" | "csv" | "html", language: string) => `/api/privacy/processing/file?format=${format}&language=${language}`;

/** Erasures of the tenant, the youngest first; asked for again while any goes on. */
export const erasuresQuery = infiniteQueryOptions({
  queryKey: ["erasures"],
  queryFn: ({ pageParam, signal }) => api.get<Listing<Erasure>>("/api/privacy/erasures", { query: { limit: 20, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next,
  staleTime: 5000,
  refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((one) => one.state === "erasing")) ? 3000 : false),
});
export const cancelErasure = (id: string) => api.delete(`/api/privacy/erasures/${encodeURIComponent(id)}`);
