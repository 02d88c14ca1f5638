import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { visit, type Answers } from "@/testing/render";
import { tableOf } from "./api/files";
import type { PlatformTenant } from "./api/platform";
import CreateTenant from "./routes/create-tenant";
import TenantPage from "./routes/tenant";
import TenantsPage from "./routes/tenants";

const tenant = (id: string, more: Partial<PlatformTenant> = {}): PlatformTenant =>
  ({ id, name: `Town of ${id}`, languages: ["en"], state: "active", hosts: [], graceHours: 168, ...more });
const security = (secondFactorSince: string | null = null) => ({ email: "a@example.org", emailVerified: true, secondFactorSince, recoveryCodesLeft: 0, passkeys: [] });

/** A platform that remembers what it was sent. */
function platform(tenants: PlatformTenant[], sent: string[], own: Answers = () => undefined): Answers {
  return (method, address, body) => {
    const { pathname } = address;
    if (pathname === "/.auth/security") return security();
    if (!pathname.startsWith("/api/platform")) return undefined;
    if (method !== "GET") sent.push(`${method} ${pathname} ${JSON.stringify(body ?? null)}`);
    const answer = own(method, address, body);
    if (answer) return answer;
    if (pathname === "/api/platform/tenants") return { items: tenants };
    return tenants.find((one) => pathname.startsWith(`/api/platform/tenants/${one.id}`)) ?? {};
  };
}

const faultless = async (container: Element) => {
  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
};
const refusal = (fields: object[]) => new Response(JSON.stringify({ type: "/problems/invalid-input", status: 400, detail: "No.", errors: fields }), { status: 400, headers: { "Content-Type": "application/problem+json" } });

describe("The platform's tenants", () => {
  it("are searched by what they are called and how they stand", async () => {
    const tenants = [tenant("riga"), tenant("varam", { hosts: ["ours.example.org"], state: "suspended" }), tenant("zaragoza")];
    const view = await visit(<TenantsPage />, { path: "/platform", at: "/platform", answers: platform(tenants, []) });
    expect(await screen.findByRole("link", { name: "Town of riga" })).toBeTruthy();
    await faultless(view.container);
    await userEvent.type(screen.getByRole("searchbox"), "ours.");
    await waitFor(() => expect(screen.queryByRole("link", { name: "Town of riga" })).toBeNull());
    expect(screen.getByRole("link", { name: "Town of varam" })).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText("State"), "active");
    expect(await screen.findByText("No space matches.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Clear all filters" }));
    expect(await screen.findByRole("link", { name: "Town of zaragoza" })).toBeTruthy();
  });

  it("are none at first, and the page says how there will be some", async () => {
    await visit(<TenantsPage />, { path: "/platform", at: "/platform", answers: platform([], []) });
    expect(await screen.findByText("There is no space yet")).toBeTruthy();
  });

  it("are written as a table in which nothing is a formula", () => {
    expect(tableOf(["id"], [tenant("riga", { name: '=1+"1"' })])).toContain('"riga","\'=1+""1""","active"');
  });
});

describe("A new tenant", () => {
  it("asks for what is missing, then shows the link once", async () => {
    const sent: string[] = [];
    const made = { id: "riga", name: "Riga", languages: ["en"], outcome: "created", administrator: { email: "mayor@example.org", accepted: false, welcomeUrl: "https://example.org/welcome?token=once", welcomeExpiresAt: "2026-01-02T00:00:00Z" } };
    const view = await visit(<CreateTenant />, { path: "/platform/tenants/new", at: "/platform/tenants/new", answers: platform([], sent, (method) => (method === "PUT" ? made : undefined)) });
    const submit = await screen.findByRole("button", { name: "Make the space" });
    await userEvent.click(submit);
    expect(within(screen.getByRole("alert")).getAllByRole("link")).toHaveLength(3);
    expect(sent).toEqual([]);
    await faultless(view.container);
    await userEvent.type(screen.getByLabelText("Name"), "Riga");
    await userEvent.type(screen.getByLabelText("Id"), "riga");
    await userEvent.type(screen.getByLabelText("E-mail address of the administrator"), "mayor@example.org");
    await userEvent.type(await screen.findByLabelText("Your own password"), "seven quiet herons");
    await userEvent.click(submit);
    expect(await screen.findByText("https://example.org/welcome?token=once")).toBeTruthy();
    expect(sent).toEqual(['PUT /api/platform/tenants/riga {"name":"Riga","languages":["en"],"administrator":"mayor@example.org","password":"seven quiet herons"}']);
  });

  it("tells a wrong password and a host name that is none at their fields", async () => {
    const answer = refusal([{ field: "password", code: "wrong", message: "No." }, { field: "hosts[0]", code: "not_a_host", message: "No." }]);
    await visit(<CreateTenant />, { path: "/platform/tenants/new", at: "/platform/tenants/new", answers: platform([], [], (method) => (method === "PUT" ? answer : undefined)) });
    for (const [label, text] of [["Name", "Riga"], ["Id", "riga"], ["E-mail address of the administrator", "mayor@example.org"]] as const) await userEvent.type(await screen.findByLabelText(label), text);
    await userEvent.click(screen.getByRole("button", { name: "Make the space" }));
    const summary = await screen.findByRole("alert");
    expect(within(summary).getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(["#field-password", "#field-hosts"]);
  });
});

describe("A tenant", () => {
  const show = (one: PlatformTenant, sent: string[], own?: Answers) =>
    visit(<TenantPage />, { path: "/platform/tenants/:id", at: `/platform/tenants/${one.id}`, answers: platform([one], sent, own) });

  it("is suspended with a reason and a proof", async () => {
    const sent: string[] = [];
    await show(tenant("riga"), sent);
    await userEvent.click(await screen.findByRole("button", { name: "Suspend" }));
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Suspend the space" }));
    expect(within(dialog).getByRole("alert").textContent).toContain("Fill this in");
    await userEvent.type(within(dialog).getByLabelText("Why?"), "Unpaid.");
    await userEvent.type(await within(dialog).findByLabelText("Your own password"), "herons");
    await userEvent.click(within(dialog).getByRole("button", { name: "Suspend the space" }));
    await waitFor(() => expect(sent).toEqual(['POST /api/platform/tenants/riga/suspend {"reason":"Unpaid.","password":"herons"}']));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("is deleted only once its id is typed, by somebody who knows how long it can be taken back", async () => {
    const sent: string[] = [];
    await show(tenant("riga"), sent);
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("7 days");
    await userEvent.type(within(dialog).getByLabelText("Type riga to confirm"), "Riga");
    await userEvent.click(within(dialog).getByRole("button", { name: "Delete the space" }));
    expect(within(dialog).getByRole("alert").textContent).toContain("exactly so");
    expect(sent).toEqual([]);
  });

  it("that is being deleted shows until when that can be taken back, and takes it back", async () => {
    const sent: string[] = [];
    const view = await show(tenant("riga", { state: "deleting", deletion: "tenant-deletion.1", eraseAt: "2026-01-08T00:00:00Z" }), sent, (_, { pathname }) =>
      pathname === "/api/platform/operations/tenant-deletion.1" ? { id: "tenant-deletion.1", status: "running", createdAt: "", updatedAt: "", progress: { done: 0, total: 0, step: "waiting" } } : undefined);
    expect(await screen.findByText("Waiting for its day")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Suspend" })).toBeNull();
    await faultless(view.container);
    await userEvent.click(screen.getByRole("button", { name: "Take the deletion back" }));
    await waitFor(() => expect(sent).toEqual(["POST /api/platform/tenants/riga/resume null"]));
  });

  it("that is gone shows its certificate and nothing to do", async () => {
    const certificate = { tenant: "riga", operation: "o", requestedBy: "s", requestedAt: "2026-01-01T00:00:00Z", erasureBeganAt: "2026-01-08T00:00:00Z", erasedAt: "2026-01-08T00:01:00Z", lines: [{ store: "documents", kind: "account", count: 3, sha256: "b" }], sha256: "abc", intact: true };
    const view = await show(tenant("riga", { state: "deleted" }), [], (_, { pathname }) => (pathname.endsWith("/certificate") ? certificate : undefined));
    expect(await screen.findByText("The certificate is as it was written.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Download the certificate" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Delete" })).toBeNull();
    await faultless(view.container);
  });
});
