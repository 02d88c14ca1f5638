import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { visit, type Answers } from "@/testing/render";
import type { Explanation, Permission, Permissions, Verdict } from "./api/permissions";
import Rights from "./routes/rights";

const all = { accessAssets: true, createAssets: true, deleteAssets: true };
const item = (id: string, type: "phase" | "objective" | "task", name: string, parent?: string) =>
  ({ id, type, name, parent, language: "en", untranslated: false, status: "awaiting", percent: 0, prerequisites: [], blockedBy: [], rights: all });
const process = (administers: boolean) => ({
  id: "p1", name: "A better library", language: "en", status: "awaiting", percent: 0, tasks: { total: 1, finished: 0 }, createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z",
  hasTree: true, administers, administrators: [{ subject: "s1", name: "Ada Example" }],
});
const guide = (administers: boolean) => ({ process: process(administers), items: [item("a", "phase", "Engage"), item("b", "objective", "People", "a"), item("c", "task", "List", "b")], next: [] });
const team = { id: "t1", name: "Neighbours", type: "citizen" as const };
const permission: Permission = { id: "g1", team, item: "c", accessAssets: true, createAssets: false, deleteAssets: false, changedAt: "2026-01-01T00:00:00Z", revision: "1" };
const verdict = (granted: boolean, more: Partial<Verdict> = {}): Verdict => ({ granted, ground: "permission", permission: "g1", team, item: "c", level: "task", ...more });

const explanation: Explanation = {
  person: { subject: "s2", name: "Nora" }, item: "c", seesProcess: true, suspended: false,
  accessAssets: verdict(true), createAssets: verdict(false), deleteAssets: verdict(false, { ground: "no_permission", permission: undefined, team: undefined, item: undefined }),
};

function answers(administers: boolean, permissions: Permission[], sent: string[] = []): Answers {
  return (method, { pathname, searchParams }) => {
    if (method !== "GET") sent.push(`${method} ${pathname}`);
    if (pathname.endsWith("/guide")) return guide(administers);
    if (pathname.endsWith("/permissions/explain")) return searchParams.get("person") === "s3" ? { ...explanation, person: { subject: "s3", name: "Carl" }, seesProcess: false } : explanation;
    if (pathname.endsWith("/permissions/people")) return { items: [{ subject: "s2", name: "Nora" }, { subject: "s3", name: "Carl" }], more: false };
    if (pathname.endsWith("/permissions")) return method === "GET" ? ({ administrators: process(true).administrators, permissions } satisfies Permissions) : permission;
    if (pathname.includes("/permissions/")) return {};
    if (pathname === "/api/teams") return { items: [team], total: 1 };
    return pathname === "/api/processes/p1" ? process(administers) : undefined;
  };
}

const show = (given: Answers) => visit(<Rights />, { path: "/processes/:id/rights", at: "/processes/p1/rights", answers: given });

describe("Team and rights", () => {
  it("teaches how to begin where no team has rights", async () => {
    await show(answers(true, []));
    expect(await screen.findByText("Only the administrators work here so far")).toBeTruthy();
    expect(screen.getByText("Ada Example")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Remove Ada/ })).toBeNull();
  });

  it("shows who may what where, and says why in sentences", async () => {
    const view = await show(answers(true, [permission]));
    expect(await screen.findByRole("row", { name: /^List Neighbours Yes No No/ })).toBeTruthy();
    await userEvent.selectOptions(await screen.findByLabelText("Person"), "Nora");
    expect(await screen.findByText("Nora may see resources and open files: the team “Neighbours” is allowed to on “List”.")).toBeTruthy();
    expect(screen.getByText(/^Nora may not add resources and say how far tasks are: the rights of the team “Neighbours” on “List” say no/)).toBeTruthy();
    expect(screen.getByText("Nora may not delete resources: no team has been given rights that reach this place.")).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText("Person"), "Carl");
    expect(await screen.findByText(/^For Carl this process does not exist/)).toBeTruthy();
    const { violations } = await axe.run(view.container, { rules: { region: { enabled: false } } });
    expect(violations.map((one) => one.id)).toEqual([]);
  });

  it("asks for a team before it gives rights, and gives them", async () => {
    const sent: string[] = [];
    await show(answers(true, [], sent));
    await userEvent.click(await screen.findByRole("button", { name: "Give a team rights" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Give these rights" }));
    expect(within(dialog).getByRole("alert").textContent).toContain("Fill this in");
    await userEvent.selectOptions(within(dialog).getByLabelText("Team"), "Neighbours");
    await userEvent.click(within(dialog).getByRole("button", { name: "Give these rights" }));
    await waitFor(() => expect(sent).toEqual(["POST /api/processes/p1/permissions"]));
  });

  it("tells those who do not administer what they may themselves, and nothing else", async () => {
    await show(answers(false, [permission]));
    expect(await screen.findByText(/^You may see resources and open files/)).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.queryByText("Administrators")).toBeNull();
  });
});
