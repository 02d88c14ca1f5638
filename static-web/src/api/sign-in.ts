import { api } from "./client";

/** The host's way to sign in. `local`: e-mail and password in our own page; any other: the host's page. */
export const provider = import.meta.env.VITE_SIGN_IN_PROVIDER ?? "local";

export const signIn = (email: string, password: string) => api.post<unknown>("/.auth/login/local", { email, password });
export const welcome = (body: { token: string; email: string; name: string; password: string }) => api.post<unknown>("/.auth/welcome", body);
export const signInElsewhere = (then: string) => `/.auth/login/${provider}?post_login_redirect_uri=${encodeURIComponent(then)}`;

/** Ends the session and leaves every page behind. */
export async function signOut() {
  await api.post("/.auth/logout", {}).catch(() => undefined);
  window.location.assign("/");
}
