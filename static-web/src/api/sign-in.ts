import { queryOptions } from "@tanstack/react-query";
import { absolute, home } from "@/lib/address";
import { api } from "./client";

/** The host's way to sign in. `local`: e-mail and password in our own page; any other: the host's page. */
export const provider = import.meta.env.VITE_SIGN_IN_PROVIDER ?? "local";

/** The first step. Answers whether a code is needed too. */
export const signIn = async (email: string, password: string) =>
  (await api.post<{ next: "code" } | undefined>("/.auth/login/local", { email, password }))?.next === "code";
/** The second step, where there is one. */
export const enterCode = (code: string) => api.post<unknown>("/.auth/login/local/code", { code });
/** Takes up an account, and signs in to its tenant. Answers whether a code is needed too. */
export const welcome = async (body: { token: string; email: string; name: string; password: string }) =>
  (await api.post<{ next: "code" } | undefined>("/.auth/welcome", body))?.next === "code";
export const signInElsewhere = (then: string) => `/.auth/login/${provider}?post_login_redirect_uri=${encodeURIComponent(absolute(then))}`;
export const signOutElsewhere = `/.auth/logout?post_logout_redirect_uri=${encodeURIComponent(home)}`;

/** Who has signed in with the host, whether or not there is an account; null when nobody has. */
export const principalQuery = queryOptions({
  queryKey: ["principal"],
  queryFn: async ({ signal }) => (await api.get<{ clientPrincipal: { userDetails?: string } | null }>("/.auth/me", { signal })).clientPrincipal,
});

export const acceptInvitation = (token: string, name: string) => api.post<unknown>("/api/invitations/accept", { token, name });

/** Ends the session and leaves every page behind, with all that was kept of it in this tab: drafts, and uploads that were under way. */
export async function signOut() {
  sessionStorage.clear();
  if (provider !== "local") return window.location.assign(signOutElsewhere);
  await api.post("/.auth/logout", {}).catch(() => undefined);
  window.location.assign(home);
}
