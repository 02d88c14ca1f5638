import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { visit, type Answers } from "@/testing/render";
import type { PeopleList, Person } from "./api/people";
import PeoplePage from "./routes/people";

const person = (name: string, more: Partial<Person> = {}): Person =>
  ({ subject: name.toLowerCase(), name, email: `${name.toLowerCase()}@example.org`, roles: ["member"], state: "active", createdAt: "2026-01-01T00:00:00Z", ...more });
const list = (items: Person[]): PeopleList => ({ items, total: items.length, roles: [{ value: "member", count: items.length }], states: [{ value: "active", count: items.length }] });

function answers(items: Person[], sent: string[] = []): Answers {
  return (method, { pathname, search }) => {
    if (!pathname.startsWith("/api/people")) return undefined;
    sent.push(`${method} ${pathname}${search}`);
    return method === "GET" ? list(items) : (items[0] ?? {});
  };
}

const show = (given: Answers) => visit(<PeoplePage />, { path: "/administration/people", at: "/administration/people", answers: given });

describe("People", () => {
  it("are shown with what they are and how they stand, without fault for anybody's aids", async () => {
    const view = await show(answers([person("Anna", { roles: ["administrator"] }), person("Bruno", { state: "suspended" })]));
    expect(await screen.findByText("Anna")).toBeTruthy();
    expect(screen.getByText("bruno@example.org", { exact: false })).toBeTruthy();
    const { violations } = await axe.run(view.container, { rules: { region: { enabled: false } } });
    expect(violations.map((one) => one.id)).toEqual([]);
  });

  it("get another role in a dialog that says what each means", async () => {
    const sent: string[] = [];
    await show(answers([person("Anna")], sent));
    await userEvent.click(await screen.findByRole("button", { name: "More for Anna" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Change the role" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("radio", { name: /^Curator/ }));
    await userEvent.click(within(dialog).getByRole("button", { name: "Save the role" }));
    await waitFor(() => expect(sent).toContain("PUT /api/people/anna/role"));
  });

  it("are suspended only after a word about what follows; the invited can be written to again", async () => {
    const sent: string[] = [];
    await show(answers([person("Anna"), person("Zita", { state: "invited" })], sent));
    await userEvent.click(await screen.findByRole("button", { name: "More for Anna" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Suspend" }));
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("Nothing is deleted.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Suspend" }));
    await waitFor(() => expect(sent).toContain("PUT /api/people/anna/suspension"));
    await userEvent.click(screen.getByRole("button", { name: "More for Zita" }));
    expect(screen.queryByRole("menuitem", { name: "Suspend" })).toBeNull();
    await userEvent.click(await screen.findByRole("menuitem", { name: "Send the invitation again" }));
    await waitFor(() => expect(sent).toContain("POST /api/people/zita/invitation"));
  });

  it.each([
    [null, "Your own password", "password"],
    ["2026-01-01T00:00:00Z", "Code from your own app", "code"],
  ])("sign in without a code again once the administrator has shown who asks (codes since %s)", async (secondFactorSince, label, field) => {
    const sent: string[] = [];
    const all = answers([person("Anna", { withCodes: true }), person("Bruno")], sent);
    await show((method, address, body) => {
      if (address.pathname === "/.auth/security") return { email: null, emailVerified: true, secondFactorSince, recoveryCodesLeft: 0, passkeys: [] };
      if (method === "POST") sent.push(JSON.stringify(body));
      return all(method, address, body);
    });
    await userEvent.click(await screen.findByRole("button", { name: "More for Bruno" }));
    expect(screen.queryByRole("menuitem", { name: "Reset the sign-in code" })).toBeNull();
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: "More for Anna" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Reset the sign-in code" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(await within(dialog).findByRole("button", { name: "Reset the code" }));
    expect(within(dialog).getByRole("alert").textContent).toContain("Fill this in");
    await userEvent.type(within(dialog).getByLabelText(label), "123456");
    await userEvent.click(within(dialog).getByRole("button", { name: "Reset the code" }));
    await waitFor(() => expect(sent).toContain("POST /api/people/anna/second-factor/reset"));
    expect(sent).toContain(JSON.stringify({ [field]: "123456" }));
  });

  it("are erased once the administrator has shown who asks; the invited and oneself are not", async () => {
    const sent: string[] = [];
    const all = answers([person("Anna"), person("Zita", { state: "invited" })], sent);
    await show((method, address, body) => {
      if (address.pathname === "/.auth/security") return { email: null, emailVerified: true, secondFactorSince: null, recoveryCodesLeft: 0, passkeys: [] };
      if (address.pathname === "/api/privacy/erasures") {
        sent.push(`${method} ${JSON.stringify(body)}`);
        return {};
      }
      return all(method, address, body);
    });
    await userEvent.click(await screen.findByRole("button", { name: "More for Zita" }));
    expect(screen.queryByRole("menuitem", { name: "Erase the account" })).toBeNull();
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: "More for Anna" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Erase the account" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("The person is told by mail.");
    await userEvent.type(await within(dialog).findByLabelText("Your own password"), "quiet");
    await userEvent.click(within(dialog).getByRole("button", { name: "Erase the account" }));
    await waitFor(() => expect(sent).toContain(`POST ${JSON.stringify({ subject: "anna", password: "quiet" })}`));
  });

  it("are filtered by role", async () => {
    const sent: string[] = [];
    await show(answers([person("Anna"), person("Bruno")], sent));
    await userEvent.click(await screen.findByRole("button", { name: /^Curator/ }));
    await waitFor(() => expect(sent.some((one) => one.includes("role=curator"))).toBe(true));
  });

  it("cannot be invited without an address", async () => {
    await show(answers([person("Anna")]));
    await userEvent.click(await screen.findByRole("button", { name: "Invite a person" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Send the invitation" }));
    expect(within(dialog).getByRole("alert").textContent).toContain("Fill this in");
  });
});
