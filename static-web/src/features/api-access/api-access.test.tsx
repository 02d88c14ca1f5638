import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { visit, type Answers } from "@/testing/render";
import type { Application, ApplicationKey } from "./api/applications";
import ApplicationPage from "./routes/application";
import Applications from "./routes/applications";
import DescribeApplication from "./routes/describe-application";

const key = (name: string, more: Partial<ApplicationKey> = {}): ApplicationKey =>
  ({ id: name.toLowerCase(), name, hint: "aB3x", state: "active", scopes: ["read_catalogue"], createdAt: "2026-01-01T00:00:00Z", expiresAt: "2026-04-01T00:00:00Z", ...more });
const register = (more: Partial<Application> = {}): Application =>
  ({ id: "a1", name: "Register of parks", scopes: ["read_catalogue"], requestsPerMinute: 600, clients: [], keys: [key("Website")], registeredAt: "2026-01-01T00:00:00Z", ...more });

function answers(application: Application | undefined, sent: string[] = []): Answers {
  return (method, { pathname }) => {
    if (pathname.startsWith("/api/teams")) return { items: [{ id: "t1", name: "Programs" }], total: 1 };
    if (!pathname.startsWith("/api/applications")) return undefined;
    sent.push(`${method} ${pathname}`);
    if (pathname.endsWith("/teams")) return { items: [] };
    if (pathname.endsWith("/keys") || pathname.endsWith("/rotate")) return { key: "ilk_varam_secret", id: "k2", application };
    if (pathname === "/api/applications" && method === "GET") return { items: application ? [application] : [], total: application ? 1 : 0 };
    return application ?? {};
  };
}

const list = "/administration/applications";
const showOne = (given: Answers) => visit(<ApplicationPage />, { path: `${list}/:id`, at: `${list}/a1`, answers: given });

describe("Applications", () => {
  it("teach what they are while there is none", async () => {
    await visit(<Applications />, { path: list, at: list, answers: answers(undefined) });
    expect(await screen.findByRole("heading", { name: "No program uses the API yet" })).toBeTruthy();
    expect(screen.queryByRole("searchbox")).toBeNull();
  });

  it("are listed with what they may do and how their keys stand", async () => {
    const view = await visit(<Applications />, { path: list, at: list, answers: answers(register({ keys: [key("Website"), key("Old", { state: "revoked" })] })) });
    expect(await screen.findByRole("link", { name: "Register of parks" })).toBeTruthy();
    expect(screen.getByText(/^1 working key/)).toBeTruthy();
    const { violations } = await axe.run(view.container, { rules: { region: { enabled: false } } });
    expect(violations.map((one) => one.id)).toEqual([]);
  });

  it("are not registered without a name and a right", async () => {
    const sent: string[] = [];
    await visit(<DescribeApplication />, { path: `${list}/new`, at: `${list}/new`, answers: answers(undefined, sent) });
    await userEvent.click(await screen.findByRole("button", { name: "Register the application" }));
    expect(screen.getByRole("alert").textContent).toContain("Choose at least one thing");
    expect(within(screen.getByRole("alert")).getByRole("link", { name: "Name: Fill this in" })).toBeTruthy();
    expect(screen.getByLabelText(/^Name/).getAttribute("aria-invalid")).toBe("true");
    expect(sent).toEqual([]);
  });

  it("show a new key once", async () => {
    const sent: string[] = [];
    await showOne(answers(register(), sent));
    await userEvent.click(await screen.findByRole("button", { name: "Make a key" }));
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Make the key" }));
    expect((await screen.findByText("ilk_varam_secret")).tagName).toBe("CODE");
    await userEvent.click(screen.getByRole("button", { name: "I have put it away" }));
    expect(screen.queryByText("ilk_varam_secret")).toBeNull();
    expect(sent).toContain("POST /api/applications/a1/keys");
  });

  it("lose a key only after a word about what follows", async () => {
    const sent: string[] = [];
    await showOne(answers(register(), sent));
    await userEvent.click(await screen.findByRole("button", { name: "Revoke the key Website" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("cannot be undone");
    await userEvent.click(within(dialog).getByRole("button", { name: "Revoke the key" }));
    await waitFor(() => expect(sent).toContain("DELETE /api/applications/a1/keys/website"));
  });

  it("offer nothing to do with a key that is over", async () => {
    await showOne(answers(register({ keys: [key("Old", { state: "expired" })] })));
    expect(await screen.findByText("Expired")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Old/ })).toBeNull();
  });
});
