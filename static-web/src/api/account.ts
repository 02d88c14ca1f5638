import { queryOptions } from "@tanstack/react-query";
import { api, type Tagged } from "./client";
import type { LinkCode, LinkedSignIns, Profile, ProfileEdit } from "./types";

/** What a person has set up to sign in with, where the host signs people in itself. */
export type Security = { email: string | null; emailVerified: boolean; secondFactorSince: string | null; recoveryCodesLeft: number; passkeys: KnownPasskey[] };
export type KnownPasskey = { id: string; name: string; createdAt: string; lastUsedAt: string | null };
export type SessionMethod = "password" | "code" | "recovery-code" | "passkey" | "welcome";
export type KnownSession = { id: string; method: SessionMethod; createdAt: string; lastSeenAt: string; device: string | null; network: string | null; current: boolean };
export type Enrolment = { secret: string; uri: string; picture: string };

export const profileQuery = queryOptions({ queryKey: ["profile"], queryFn: ({ signal }) => api.getTagged<Profile>("/api/me/profile", { signal }) });
export const editProfile = (edit: ProfileEdit, profile: Tagged<Profile>) => api.patchTagged<Profile>("/api/me/profile", edit, { ifMatch: profile.etag });
export const setPicture = (picture: Blob) => api.put("/api/me/picture", picture);
export const removePicture = () => api.delete("/api/me/picture");

export const linkedQuery = queryOptions({ queryKey: ["sign-ins"], queryFn: async ({ signal }) => (await api.get<LinkedSignIns>("/api/me/sign-ins", { signal })).items });
export const createLinkCode = () => api.post<LinkCode>("/api/me/sign-ins/codes", {});
export const linkSignIn = (code: string) => api.post<unknown>("/api/sign-ins/link", { code });
export const unlinkSignIn = (id: string) => api.delete(`/api/me/sign-ins/${id}`);

export const securityQuery = queryOptions({ queryKey: ["security"], queryFn: ({ signal }) => api.get<Security>("/.auth/security", { signal }) });
export const sessionsQuery = queryOptions({ queryKey: ["sessions"], queryFn: async ({ signal }) => (await api.get<{ items: KnownSession[] }>("/.auth/sessions", { signal })).items });
export const endSession = (id: string) => api.delete(`/.auth/sessions/${id}`);
export const endOtherSessions = () => api.delete("/.auth/sessions");

export const changePassword = (current: string, password: string) => api.post<unknown>("/.auth/password", { current, password });
export const askForReset = (email: string) => api.post<unknown>("/.auth/password-reset", { email });
export const choosePassword = (token: string, password: string) => api.post<unknown>("/.auth/password-reset/choice", { token, password });
export const verifyAddressAgain = () => api.post<unknown>("/.auth/address/verification", {});
export const changeAddress = (email: string, password: string) => api.post<unknown>("/.auth/address", { email, password });
export const confirmAddress = (token: string) => api.post<{ email: string }>("/.auth/address/confirmation", { token });

export const beginSecondFactor = (password: string) => api.post<Enrolment>("/.auth/second-factor", { password });
export const confirmSecondFactor = async (code: string) => (await api.post<{ recoveryCodes: string[] }>("/.auth/second-factor/confirmation", { code })).recoveryCodes;
export const renewRecoveryCodes = async (password: string) => (await api.post<{ recoveryCodes: string[] }>("/.auth/second-factor/recovery-codes", { password })).recoveryCodes;
export const removeSecondFactor = (password: string) => api.post<unknown>("/.auth/second-factor/removal", { password });
export const removePasskey = (id: string, password: string) => api.post<unknown>(`/.auth/passkeys/${encodeURIComponent(id)}/removal`, { password });
