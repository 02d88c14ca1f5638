import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { notices } from "@/lib/notices";
import { refuse, revised, visitWith, type Answers, type Asked } from "@/testing/answers";
import type { Application, ApplicationKey } from "./api/applications";
import { ApplicationTeams } from "./components/application-teams";
import { FirstCall } from "./components/first-call";
import { ShownKey } from "./components/shown-key";
import ApplicationPage from "./routes/application";
import DescribeApplication from "./routes/describe-application";

const key: ApplicationKey = { id: "k1", name: "Website", hint: "aB3x", state: "active", scopes: ["read_catalogue"], createdAt: "2026-01-01T00:00:00Z", expiresAt: "2026-04-01T00:00:00Z" };
const application: Application = { id: "a1", name: "Register of parks", scopes: ["read_catalogue", "read_processes"], requestsPerMinute: 600, clients: [], keys: [key], registeredAt: "2026-01-01T00:00:00Z" };
const path = "/api/applications/a1";
const pages = "/administration/applications";
const usual: Answers = { [`GET ${path}`]: application, [`GET ${path}/teams`]: { items: [] }, "GET /api/teams": { items: [], total: 0 } };
const showOne = (answers: Answers = {}) => visitWith(<ApplicationPage />, { path: `${pages}/:id`, at: `${pages}/a1` }, { ...usual, ...answers });

describe("An application that two people change", () => {
  async function collide() {
    let stands = { number: 1, application };
    const answers: Answers = {
      [`GET ${path}`]: () => revised(`"${stands.number}"`, stands.application),
      [`PUT ${path}`]: ({ headers, body }: Asked) => {
        if (headers.get("If-Match") !== `"${stands.number}"`) return refuse(412, "stale-revision");
        stands = { number: stands.number + 1, application: { ...stands.application, ...(body as Partial<Application>) } };
        return stands.application;
      },
    };
    const { client } = visitWith(<DescribeApplication />, { path: `${pages}/:id/edit`, at: `${pages}/a1/edit` }, answers);
    const name = (await screen.findByLabelText(/^Name/)) as HTMLInputElement;
    await userEvent.type(name, ", ours");
    stands = { number: 2, application: { ...application, name: "Theirs" } };
    await act(() => client.refetchQueries({ queryKey: ["application", "a1"] }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Somebody else changed this");
    return { name, now: () => stands.application.name };
  }

  it("keeps what was typed, and takes it when it is saved again", async () => {
    const { name, now } = await collide();
    expect([now(), name.value]).toEqual(["Theirs", "Register of parks, ours"]);
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(now()).toBe("Register of parks, ours"));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
  });

  it("is shown as the other one left it to whoever asks for it", async () => {
    const { name } = await collide();
    await userEvent.click(screen.getByRole("button", { name: "Show the latest version" }));
    expect(name.value).toBe("Theirs");
    expect(document.activeElement).toBe(name);
  });
});

describe("A new application", () => {
  it("is not lost by a look elsewhere", async () => {
    const begin = () => visitWith(<DescribeApplication />, { path: `${pages}/new`, at: `${pages}/new` }, {});
    const { unmount } = begin();
    await userEvent.type(screen.getByLabelText(/^Name/), "Website");
    await userEvent.click(screen.getByRole("checkbox", { name: /^Read the catalogue/ }));
    unmount();
    begin();
    expect((screen.getByLabelText(/^Name/) as HTMLInputElement).value).toBe("Website");
    expect((screen.getByRole("checkbox", { name: /^Read the catalogue/ }) as HTMLInputElement).checked).toBe(true);
  });
});

describe("Keys", () => {
  it("are called by what they may do, in words", async () => {
    showOne();
    expect(await screen.findByText("Only: Read the catalogue")).toBeTruthy();
  });

  it("are revoked, and the keyboard stays beside what is left", async () => {
    let keys = [key];
    showOne({
      [`GET ${path}`]: () => ({ ...application, keys }),
      [`DELETE ${path}/keys/k1`]: () => { keys = [{ ...key, state: "revoked", revokedAt: "2026-02-01T00:00:00Z" }]; return null; },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Revoke the key Website" }));
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Revoke the key" }));
    expect(await screen.findByText("Revoked")).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Website"));
    expect(document.activeElement).not.toBe(document.body);
  });

  it("stay where they are when nobody revokes them, and so does the keyboard", async () => {
    showOne();
    const revoke = await screen.findByRole("button", { name: "Revoke the key Website" });
    await userEvent.click(revoke);
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(document.activeElement).toBe(revoke));
  });

  it("say what is wrong with their name where it stands", async () => {
    showOne({ [`POST ${path}/keys`]: refuse(400, "invalid-input", [{ field: "name", code: "too_long", message: "no" }]) });
    await userEvent.click(await screen.findByRole("button", { name: "Make a key" }));
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Make the key" }));
    await userEvent.click(await screen.findByRole("link", { name: "What it is for: Make this shorter" }));
    expect(document.activeElement).toBe(screen.getByLabelText(/^What it is for/));
  });

  it("are to be selected by hand where the browser has no clipboard", async () => {
    vi.spyOn(navigator, "clipboard", "get").mockReturnValue(undefined as never);
    const told = vi.spyOn(notices, "show");
    onTestFinished(() => { vi.restoreAllMocks(); });
    const { container } = visitWith(<ShownKey secret="ilk_varam_secret" onDone={() => undefined} />, { path: "/", at: "/" }, {});
    await userEvent.click(screen.getByRole("button", { name: "Copy the key" }));
    await waitFor(() => expect(told).toHaveBeenCalledWith("The browser does not allow copying here. Select the text instead.", "harm"));
    expect((await axe.run(container, { rules: { region: { enabled: false } } })).violations).toEqual([]);
  });
});

describe("The teams of an application", () => {
  const team = (number: number) => ({ id: `t${number}`, name: `Team ${number}` });
  const show = (answers: Answers) => visitWith(<ApplicationTeams id="a1" />, { path: "/", at: "/" }, { ...usual, ...answers });

  it("are searched for, however many there are, and the keyboard stays in the section", async () => {
    const inIt: object[] = [];
    const all = Array.from({ length: 300 }, (_, number) => team(number));
    show({
      [`GET ${path}/teams`]: () => ({ items: [...inIt] }),
      "GET /api/teams": ({ query }: Asked) => {
        const found = all.filter(({ name }) => name.includes(query.get("text") ?? ""));
        return { items: found.slice(0, 20), total: found.length, ...(found.length > 20 ? { next: "n" } : {}) };
      },
      [`PUT ${path}/teams/t299`]: () => { inIt.push(team(299)); return null; },
      "DELETE /api/teams/t299/members/a1": () => { inIt.pop(); return null; },
    });
    await userEvent.type(await screen.findByRole("searchbox", { name: "Search teams" }), "299");
    await userEvent.click(await screen.findByRole("button", { name: "Put it into Team 299" }));
    const heading = screen.getByRole("heading", { name: "Teams" });
    const out = await screen.findByRole("button", { name: "Take out of Team 299" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(screen.queryByRole("button", { name: "Put it into Team 299" })).toBeNull();
    await userEvent.click(out);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Take out of Team 299" })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  it("are made elsewhere, where there is none", async () => {
    show({});
    expect((await screen.findByRole("link", { name: "Go to the organizations" })).getAttribute("href")).toBe("/organizations");
    expect(screen.queryByRole("searchbox")).toBeNull();
  });

  it("are not said to be none when they cannot be read", async () => {
    show({ "GET /api/teams": refuse(500, "unexpected") });
    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
    expect(screen.queryByText(/There are no teams yet/)).toBeNull();
  });
});

describe("The first call", () => {
  it("puts the key where a host that signs people in itself looks for it", async () => {
    showOne();
    expect((await screen.findByLabelText("A first call")).textContent).toContain('-H "Authorization: Bearer $INTERLINK_KEY"');
  });

  it("puts it elsewhere behind a front that uses Authorization for itself", () => {
    visitWith(<FirstCall behindFront />, { path: "/", at: "/" }, {});
    expect(screen.getByLabelText("A first call").textContent).toContain('-H "X-Interlink-Authorization: Bearer $INTERLINK_KEY"');
  });
});
