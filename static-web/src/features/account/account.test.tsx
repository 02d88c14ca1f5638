import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactElement } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Security } from "@/api/account";
import type { Profile } from "@/api/types";
import { notices } from "@/lib/notices";
import { visit, type Answers } from "@/testing/render";
import { CodeForm } from "./components/code-form";
import ConfirmAddress from "./routes/confirm-address";
import LinkSignIn from "./routes/link-sign-in";
import ProfilePage from "./routes/profile";
import ResetPassword from "./routes/reset-password";
import SecurityPage from "./routes/security";

const profile: Profile = {
  subject: "s1", name: "Ada Example", email: "ada@example.org", emailVerified: true, spokenLanguages: ["lv"], signIn: "host",
  notifications: { invitations: true, teams: true },
};
const security: Security = { email: "ada@example.org", emailVerified: false, secondFactorSince: null, recoveryCodesLeft: 0, passkeys: [] };
const session = (id: string, device: string | null, current: boolean) =>
  ({ id, method: "password", createdAt: "2026-01-01T08:00:00Z", lastSeenAt: "2026-01-01T09:00:00Z", device, network: "203.0.113.0/24", current });
const refusal = (status: number, type: string, errors: object[] = []) =>
  new Response(JSON.stringify({ type: `/problems/${type}`, title: type, status, detail: "No.", errors }), { status, headers: { "Content-Type": "application/problem+json" } });

type Sent = { what: string; body: unknown }[];
type Given = Record<string, object | (() => object)>;

/** Answers by method and path, and everything that was sent. */
function answers(sent: Sent, given: Given): Answers {
  const all: Given = {
    "GET /api/me/profile": () => Response.json(profile, { headers: { ETag: '"1"' } }), "GET /.auth/security": security,
    "GET /.auth/sessions": { items: [session("a", "Firefox, Linux", true), session("b", null, false)] }, ...given,
  };
  return (method, { pathname }, body) => {
    const what = `${method} ${pathname}`;
    if (method !== "GET") sent.push({ what, body });
    const answer = all[what];
    return typeof answer === "function" ? (answer as () => object)() : answer;
  };
}

const show = async (page: ReactElement, at: string, given: Given = {}) => {
  const sent: Sent = [];
  const view = await visit(page, { path: at.split("?")[0] ?? at, at, answers: answers(sent, given) });
  return { ...view, sent };
};
const press = async (name: string | RegExp, within_: HTMLElement = document.body) => userEvent.click(await within(within_).findByRole("button", { name }));
const faultless = async (container: HTMLElement) => {
  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
};

describe("One's profile", () => {
  it("is saved as it was typed, with the revision that was read, and without fault for anybody's aids", async () => {
    const { sent, container } = await show(<ProfilePage />, "/account", { "PATCH /api/me/profile": () => Response.json({ ...profile, name: "Ada Other" }, { headers: { ETag: '"2"' } }) });
    const name = await screen.findByLabelText("Your name");
    await faultless(container);
    await userEvent.clear(name);
    await press("Save");
    expect(await screen.findByRole("link", { name: "Your name: Fill this in" })).toBeTruthy();
    expect(sent).toEqual([]);
    await userEvent.type(name, " Ada Other ");
    await userEvent.click(screen.getByLabelText("What happens in my teams"));
    await press("Save");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      what: "PATCH /api/me/profile",
      body: { name: "Ada Other", language: "", spokenLanguages: ["lv"], timeZone: "", notifications: { invitations: true, teams: false } },
    });
  });

  it("tells faults beside their fields, and that somebody else was faster", async () => {
    let answer = refusal(400, "invalid-input", [{ field: "timeZone", code: "unknown_value", message: "No zone." }]);
    await show(<ProfilePage />, "/account", { "PATCH /api/me/profile": () => answer });
    await screen.findByLabelText("Your name");
    await press("Save");
    expect(await screen.findByRole("link", { name: /^Time zone: / })).toBeTruthy();
    answer = refusal(412, "stale-revision");
    await press("Save");
    expect(await screen.findByText(/Someone changed this/)).toBeTruthy();
  });
});

describe("One's sign-in", () => {
  beforeEach(() => { HTMLElement.prototype.scrollIntoView ??= () => undefined; });

  it("shows where one is signed in and ends it there, but not here", async () => {
    const { sent, container } = await show(<SecurityPage />, "/account/security", { "DELETE /.auth/sessions/b": {}, "DELETE /.auth/sessions": {} });
    expect(await screen.findByText("Firefox, Linux")).toBeTruthy();
    expect(screen.getByText("This device")).toBeTruthy();
    await faultless(container);
    expect(screen.queryByRole("button", { name: "End the session on Firefox, Linux" })).toBeNull();
    await press("End the session on Unknown device");
    await waitFor(() => expect(sent.map((one) => one.what)).toEqual(["DELETE /.auth/sessions/b"]));
    await press("End all other sessions");
    await waitFor(() => expect(sent.map((one) => one.what)).toContain("DELETE /.auth/sessions"));
  });

  it("changes the password against the current one", async () => {
    let answer: object = refusal(403, "wrong-password");
    const { sent } = await show(<SecurityPage />, "/account/security", { "POST /.auth/password": () => answer });
    await press("Change the password");
    await press("Save the password");
    expect(await screen.findByRole("link", { name: "Your current password: Fill this in" })).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Your current password"), "not mine");
    await userEvent.type(screen.getByLabelText("New password"), "nine loud sparrows");
    await press("Save the password");
    expect(await screen.findByText("This is not your current password.")).toBeTruthy();
    answer = {};
    await press("Save the password");
    await waitFor(() => expect(screen.queryByLabelText("New password")).toBeNull());
    expect(sent.at(-1)).toEqual({ what: "POST /.auth/password", body: { current: "not mine", password: "nine loud sparrows" } });
  });

  it("takes a code after an app was set up, and shows the recovery codes once", async () => {
    const { sent } = await show(<SecurityPage />, "/account/security", {
      "POST /.auth/second-factor": { secret: "JBSWY3DP", uri: "otpauth://totp/x", picture: "data:image/svg+xml;base64,PHN2Zy8+" },
      "POST /.auth/second-factor/confirmation": { recoveryCodes: ["aaaa-bbbb", "cccc-dddd"] },
    });
    await press("Set up an app");
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(within(dialog).getByLabelText("Your current password"), "seven quiet herons");
    await press("Go on", dialog);
    expect(await screen.findByText("JBSW Y3DP")).toBeTruthy();
    expect(screen.getByAltText("QR code for your authenticator app")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Code from the app"), "123456");
    await press("Turn on");
    expect(await screen.findByText("aaaa-bbbb")).toBeTruthy();
    expect(sent.map((one) => one.body)).toEqual([{ password: "seven quiet herons" }, { code: "123456" }]);
    await press("I have kept them");
    expect(screen.queryByText("aaaa-bbbb")).toBeNull();
  });

  it("is turned back to the password alone, and warns when recovery codes run out", async () => {
    const { sent } = await show(<SecurityPage />, "/account/security", {
      "GET /.auth/security": { ...security, secondFactorSince: "2026-01-01T00:00:00Z", recoveryCodesLeft: 1 }, "POST /.auth/second-factor/removal": {},
    });
    expect(await screen.findByText("One recovery code is left.")).toBeTruthy();
    await press("Turn off");
    const dialog = await screen.findByRole("dialog");
    await userEvent.type(within(dialog).getByLabelText("Your current password"), "seven quiet herons");
    await press("Turn off", dialog);
    await waitFor(() => expect(sent).toEqual([{ what: "POST /.auth/second-factor/removal", body: { password: "seven quiet herons" } }]));
  });

  it("asks to confirm an address and does not say whether another one is taken", async () => {
    const told = vi.spyOn(notices, "show");
    const { sent } = await show(<SecurityPage />, "/account/security", { "POST /.auth/address/verification": {}, "POST /.auth/address": {} });
    expect(await screen.findByText("Please confirm your address")).toBeTruthy();
    await press("Send the mail again");
    await waitFor(() => expect(sent.map((one) => one.what)).toEqual(["POST /.auth/address/verification"]));
    await press("Change the address");
    const dialog = screen.queryByRole("dialog") ?? document.body;
    await userEvent.type(within(dialog).getByLabelText("New e-mail address"), "other@example.org");
    await userEvent.type(within(dialog).getByLabelText("Your current password"), "seven quiet herons");
    await press("Send the link", dialog);
    await waitFor(() => expect(told).toHaveBeenCalledWith("If other@example.org can be used, a mail is on its way there."));
    expect(sent.at(-1)?.body).toEqual({ email: "other@example.org", password: "seven quiet herons" });
  });

  it("removes a passkey after a word about what follows and the password", async () => {
    const passkey = { id: "k1", name: "Telephone", createdAt: "2026-01-01T00:00:00Z", lastUsedAt: null };
    const { sent } = await show(<SecurityPage />, "/account/security", { "GET /.auth/security": { ...security, passkeys: [passkey] }, "POST /.auth/passkeys/k1/removal": {} });
    await press("Remove “Telephone”");
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("You can no longer sign in with it.");
    await userEvent.type(within(dialog).getByLabelText("Your current password"), "seven quiet herons");
    await press("Remove", dialog);
    await waitFor(() => expect(sent).toMatchObject([{ what: "POST /.auth/passkeys/k1/removal", body: { password: "seven quiet herons" } }]));
  });

  it("with the platform shows the linked ways, how sure each is, and never takes the last away", async () => {
    const item = (id: string, provider: string, more: object) => ({ id, provider, current: false, ...more });
    let items = [item("i1", "entra", { current: true }), item("i2", "eidas", { assurance: "high", signedInAt: "2026-01-01T00:00:00Z" })];
    const { sent, client } = await show(<SecurityPage />, "/account/security", {
      "GET /api/me/profile": { ...profile, signIn: "platform" }, "GET /api/me/sign-ins": () => ({ items }),
      "POST /api/me/sign-ins/codes": { code: "varam.x.y", goodFor: 600 }, "DELETE /api/me/sign-ins/i2": () => { items = items.slice(0, 1); return {}; },
    });
    expect(await screen.findByText(/Level of assurance: high\./)).toBeTruthy();
    expect(screen.getByText(/The provider states no level of assurance\./)).toBeTruthy();
    await press("Link another one");
    expect((await screen.findByLabelText<HTMLInputElement>("Link")).value).toContain("/account/link?code=varam.x.y");
    await press("Unlink eidas");
    await press("Unlink", await screen.findByRole("alertdialog"));
    await waitFor(() => expect(sent.map((one) => one.what)).toContain("DELETE /api/me/sign-ins/i2"));
    await client.invalidateQueries();
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Unlink/ })).toBeNull());
  });
});

describe("Links in mails", () => {
  it("to a forgotten password are asked for without a word about who has an account", async () => {
    const { sent } = await show(<ResetPassword />, "/reset-password", { "POST /.auth/password-reset": {} });
    await userEvent.type(await screen.findByLabelText("E-mail address"), "nobody");
    await press("Send the link");
    expect(sent).toEqual([]);
    await userEvent.type(screen.getByLabelText("E-mail address"), "@example.org");
    await press("Send the link");
    expect(await screen.findByText(/^If nobody@example\.org is the confirmed address of an account here/)).toBeTruthy();
    expect(sent).toEqual([{ what: "POST /.auth/password-reset", body: { email: "nobody@example.org" } }]);
  });

  it("let a password be chosen once", async () => {
    let answer: object = refusal(404, "link-unknown");
    const { sent } = await show(<ResetPassword />, "/reset-password?token=t1", { "POST /.auth/password-reset/choice": () => answer });
    await userEvent.type(await screen.findByLabelText("New password"), "nine loud sparrows");
    await press("Save the password");
    expect(await screen.findByText(/This link or code was used already/)).toBeTruthy();
    answer = {};
    await press("Save the password");
    expect(await screen.findByText("elsewhere")).toBeTruthy();
    expect(sent.at(-1)?.body).toEqual({ token: "t1", password: "nine loud sparrows" });
  });

  it("confirm an address", async () => {
    await show(<ConfirmAddress />, "/account/address?token=t1", { "POST /.auth/address/confirmation": { email: "ada@example.org" } });
    expect(await screen.findByText("ada@example.org is now your confirmed address.")).toBeTruthy();
  });

  it("link a sign-in only after a warning", async () => {
    const { sent } = await show(<LinkSignIn />, "/account/link?code=c1", { "POST /api/sign-ins/link": {}, "GET /.auth/me": { clientPrincipal: { identityProvider: "eidas", userId: "7", userDetails: "Ada", userRoles: [] } } });
    expect(await screen.findByText(/Go on only if you made this link yourself/)).toBeTruthy();
    expect(sent).toEqual([]);
    await press("Link it");
    await waitFor(() => expect(sent).toEqual([{ what: "POST /api/sign-ins/link", body: { code: "c1" } }]));
  });
});

describe("The code beside the password", () => {
  it("is asked for again when it was wrong", async () => {
    let answer: object = refusal(401, "wrong-credentials");
    let arrived = 0;
    const { sent } = await show(<CodeForm onSignedIn={() => { arrived += 1; }} onBack={() => undefined} />, "/sign-in", { "POST /.auth/login/local/code": () => answer });
    await userEvent.type(await screen.findByLabelText("Code"), "000000");
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/The code is not right, was used before/)).toBeTruthy();
    expect(arrived).toBe(0);
    answer = {};
    await userEvent.keyboard("{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(arrived).toBeGreaterThan(0));
    expect(sent[0]?.body).toEqual({ code: "000000" });
  });
});
