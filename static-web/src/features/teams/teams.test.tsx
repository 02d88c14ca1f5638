import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { refuse, visitWith, type Asked } from "@/testing/answers";
import Applications from "./routes/applications";
import ImportPeople from "./routes/import-people";
import Invitations from "./routes/invitations";
import Members from "./routes/members";
import MyInvitationPage from "./routes/my-invitation";
import TeamAbout from "./routes/team-about";

const localized = (text: string) => ({ text, language: "en", fallback: false });
const team = (can: object) => ({
  id: "t1", organization: "o1", organizationName: localized("City of Riga"), name: "Parks", type: "citizen", takesApplications: true, createdAt: "2026-01-01T00:00:00Z",
  can: { seeMembers: true, manage: true, apply: false, leave: true, ...can },
});
const listing = (items: object[], more: object = {}) => ({ items, total: items.length, ...more });

describe("Members of a team", () => {
  const members = listing([
    { subject: "s1", name: "Ada", role: "administrator", since: "2026-01-01T00:00:00Z", email: "ada@example.org" },
    { subject: "s2", name: "Bo", role: "member", since: "2026-02-01T00:00:00Z", email: "bo@example.org" },
  ], { roles: [{ value: "administrator", count: 1 }, { value: "member", count: 1 }] });
  const at = { path: "/teams/:id/members", at: "/teams/t1/members" };

  it("are managed by whoever manages the team, and the last administrator stays", async () => {
    const { asked } = visitWith(<Members />, at, {
      "GET /api/teams/t1": team({}), "GET /api/teams/t1/members": members,
      "PUT /api/teams/t1/members/s2/role": { subject: "s2", role: "administrator", team: "t1" }, "DELETE /api/teams/t1/members/s1": refuse(409, "last-team-administrator"),
    });
    const bo = (await screen.findByText("Bo")).closest("li") as HTMLElement;
    expect(await within(bo).findByText("bo@example.org")).toBeTruthy();
    await userEvent.click(within(bo).getByRole("button", { name: "Make administrator: Bo" }));
    await waitFor(() => expect(asked.find((one) => one.method === "PUT")?.body).toEqual({ role: "administrator" }));
    await userEvent.click(screen.getByRole("button", { name: "Remove: Ada" }));
    await userEvent.click(within(await screen.findByRole("alertdialog", { name: "Remove Ada from the team?" })).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(asked.some((one) => one.method === "DELETE")).toBe(true));
    expect(screen.getByRole("link", { name: "Download as CSV" }).getAttribute("href")).toBe("/api/teams/t1/members/export");
  });

  it("are only shown to others, and filtered by role on the server", async () => {
    const { asked } = visitWith(<Members />, at, { "GET /api/teams/t1": team({ manage: false }), "GET /api/teams/t1/members": members });
    await screen.findByText("Ada");
    expect(screen.queryByRole("button", { name: /Remove/ })).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText("Role"), "Administrator (1)");
    await waitFor(() => expect(asked.at(-1)?.query.get("role")).toBe("administrator"));
  });
});

describe("Invitations", () => {
  it("are sent to an address, and a bad one is named before anything is sent", async () => {
    const { asked } = visitWith(<Invitations />, { path: "/teams/:id/invitations", at: "/teams/t1/invitations" }, {
      "GET /api/teams/t1/invitations": listing([], { states: [] }),
      "POST /api/teams/t1/invitations": ({ body }: Asked) => ({ id: "i1", email: (body as { email: string }).email, role: "member", state: "pending", expired: false, invitedBy: { subject: "s1", name: "Ada" }, sentAt: "2026-01-01T00:00:00Z", expiresAt: "2026-01-15T00:00:00Z", mails: 1 }),
    });
    await screen.findByRole("heading", { name: "Nobody is invited yet" });
    await userEvent.click(screen.getByRole("button", { name: "Send the invitation" }));
    expect(asked.some((one) => one.method === "POST")).toBe(false);
    expect(screen.getByRole("alert").textContent).toContain("E-mail address");
    await userEvent.type(screen.getByLabelText("E-mail address"), "nina@example.org");
    await userEvent.click(screen.getByRole("button", { name: "Send the invitation" }));
    await waitFor(() => expect(asked.find((one) => one.method === "POST")?.body).toMatchObject({ email: "nina@example.org", role: "member" }));
  });

  it("are answered by the invited person", async () => {
    const invitation = { id: "i1", team: { ...team({}) }, organizationName: localized("City of Riga"), role: "member", message: "Come in", invitedBy: "Ada", state: "pending", expired: false, sentAt: "2026-01-01T00:00:00Z", expiresAt: "2026-01-15T00:00:00Z" };
    const { asked } = visitWith(<MyInvitationPage />, { path: "/invitations/:id", at: "/invitations/i1" }, {
      "GET /api/me/invitations/i1": invitation, "POST /api/me/invitations/i1/accept": { subject: "s2", role: "member", team: "t1" },
    });
    expect(await screen.findByText("Ada of City of Riga asks you to join.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Join" }));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
    expect(asked.some((one) => one.path.endsWith("/accept"))).toBe(true);
  });
});

describe("Applications", () => {
  it("are rejected with a reason only", async () => {
    const { asked } = visitWith(<Applications />, { path: "/teams/:id/applications", at: "/teams/t1/applications" }, {
      "GET /api/teams/t1/applications": listing([{ id: "a1", applicant: { subject: "s3", name: "Cy" }, message: "I like <b>trees</b>", state: "pending", appliedAt: "2026-01-01T00:00:00Z" }], { states: [] }),
      "POST /api/teams/t1/applications/a1/reject": {},
    });
    expect(await screen.findByText("I like <b>trees</b>")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Reject: Cy" }));
    const dialog = await screen.findByRole("dialog", { name: "Reject Cy" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Reject" }));
    expect(asked.some((one) => one.method === "POST")).toBe(false);
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), "Full");
    await userEvent.click(within(dialog).getByRole("button", { name: "Reject" }));
    await waitFor(() => expect(asked.find((one) => one.method === "POST")?.body).toEqual({ reason: "Full" }));
  });

  it("show the applicant how they stand, with the reason", async () => {
    visitWith(<TeamAbout />, { path: "/teams/:id", at: "/teams/t1" }, {
      "GET /api/teams/t1": team({ seeMembers: false, manage: false, apply: true, leave: false }),
      "GET /api/me/applications": listing([{ id: "a1", team: "t1", teamName: "Parks", state: "rejected", reason: "Full", appliedAt: "2026-01-01T00:00:00Z", decidedAt: "2026-01-02T00:00:00Z", againFrom: "2999-01-01T00:00:00Z" }]),
    });
    expect(await screen.findByRole("heading", { name: "Your application was rejected" })).toBeTruthy();
    expect(screen.getByText("Full")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Apply" })).toBeNull();
  });
});

describe("A file of people", () => {
  it("is looked at before anybody is invited, and reported afterwards", async () => {
    const report = "/api/teams/t1/invitations/reports/bulk-invitation.x";
    const { asked } = visitWith(<ImportPeople />, { path: "/teams/:id/import", at: "/teams/t1/import" }, {
      "POST /api/teams/t1/invitations/preview": { lines: 2, ready: 1, first: [{ number: 1, email: "nina@example.org", name: "Nina", role: "member" }], faults: [{ number: 2, email: "nobody", role: "member", fault: "not_an_address" }] },
      "POST /api/teams/t1/invitations/import": { id: "bulk-invitation.x", status: "running" },
      "GET /api/operations/bulk-invitation.x": { id: "bulk-invitation.x", status: "succeeded", result: { report } },
      [`GET ${report}`]: { counts: { lines: 2, invited: 1, alreadyInvited: 0, alreadyMembers: 0, faulty: 1 }, problems: [{ number: 2, email: "nobody", outcome: "not_an_address" }] },
    });
    await userEvent.upload(screen.getByLabelText("CSV file"), new File(["nina@example.org\nnobody"], "people.csv", { type: "text/csv" }));
    expect(await screen.findByRole("heading", { name: "2 lines, 1 can be invited" })).toBeTruthy();
    expect(asked.some((one) => one.path.endsWith("/import"))).toBe(false);
    await userEvent.click(screen.getByRole("button", { name: "Invite 1 person" }));
    expect(await screen.findByRole("heading", { name: "1 invitation is on its way" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Download the whole report" }).getAttribute("href")).toBe(`${report}/csv`);
  });
});
