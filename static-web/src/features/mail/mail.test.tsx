import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { visit, type Answers } from "@/testing/render";
import type { Mail, MailLetter, MailList, Unsubscription } from "./api/mails";
import MailPage from "./routes/mail";
import Mails from "./routes/mails";
import Unsubscribe from "./routes/unsubscribe";

const mail = (id: string, more: Partial<Mail>): Mail => ({
  id, template: "invitation", recipient: `${id}@example.org`, state: "sent", enqueuedAt: "2026-11-01T08:00:00Z", attempts: 1, canRetry: false, canDrop: false, ...more,
});
const waiting = mail("anna", { state: "waiting", attempts: 0, canDrop: true });
const failed = mail("berta", { template: "password-reset", state: "failed", reason: "refused", detail: "550 no such mailbox", canRetry: true, canDrop: true });
const list = (items: Mail[], transport?: string): MailList => ({
  items, total: items.length, ...(transport ? { transport } : {}),
  facets: { state: [{ value: "waiting", count: 1 }, { value: "failed", count: 1 }], template: [{ value: "invitation", count: 1 }, { value: "password-reset", count: 1 }] },
});
const content = { language: "en", subject: "Anna invites you", text: "Hello,\n\nLook at the invitation:\nhttps://example.org/invitations/i1\n", html: "" };

const show = (items: Mail[], transport: string | undefined, asked: URL[] = [], at = "/administration/mail") => visit(<Mails />, {
  path: "/administration/mail", at,
  answers: (_, url) => {
    if (url.pathname !== "/api/mails") return undefined;
    asked.push(url);
    return list(items, transport);
  },
});

const open = (letter: MailLetter, answers: Answers = () => undefined) => visit(<MailPage />, {
  path: "/administration/mail/:id", at: `/administration/mail/${letter.mail.id}`,
  answers: (method, url) => answers(method, url) ?? (url.pathname === `/api/mails/${letter.mail.id}` ? letter : undefined),
});

describe("The list of mails", () => {
  it("sends a test mail to whoever asks, and says where it goes", async () => {
    const sent: string[] = [];
    await visit(<Mails />, {
      path: "/administration/mail", at: "/administration/mail",
      answers: (method, url) => {
        if (url.pathname === "/api/mails/test") sent.push(method);
        return url.pathname === "/api/mails/test" ? mail("me", { template: "test", state: "waiting" }) : url.pathname === "/api/mails" ? list([failed], "smtp") : undefined;
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Send a test mail" }));
    await waitFor(() => expect(sent).toEqual(["POST"]));
  });

  it("shows to whom, what, how it stands and why it failed", async () => {
    await show([waiting, failed], "smtp");
    const row = (await screen.findByRole("link", { name: /New password/ })).closest("li") as HTMLElement;
    expect(within(row).getByText("Failed")).toBeTruthy();
    expect(within(row).getByText(/refuses this mail for good/)).toBeTruthy();
    expect(screen.queryByText(/stay on this machine/)).toBeNull();
    expect(screen.getByRole("button", { name: "All 2", pressed: true })).toBeTruthy();
  });

  it("is filtered by state and searched by address", async () => {
    const asked: URL[] = [];
    await show([waiting], "smtp", asked);
    await userEvent.click(await screen.findByRole("button", { name: "Failed 1" }));
    await userEvent.type(screen.getByRole("searchbox", { name: "Search by address" }), "ber");
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("text")).toBe("ber"));
    expect(asked.at(-1)?.searchParams.getAll("state")).toEqual(["failed"]);
  });

  it("teaches how to set up a mail server where there is none", async () => {
    const { container } = await show([], "folder");
    expect(await screen.findByRole("heading", { name: "No mails yet" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Mails stay on this machine" })).toBeTruthy();
    expect(screen.getByText(/Interlink__Mail__Smtp__Host/)).toBeTruthy();
    expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
  });
});

describe("A mail", () => {
  it("is read with its link", async () => {
    await open({ mail: waiting, from: "Riverside <interlink@localhost>", keyWithheld: false, content });
    expect((await screen.findByRole("link", { name: "https://example.org/invitations/i1" })).getAttribute("href")).toBe("https://example.org/invitations/i1");
    expect(screen.getByText("Anna invites you")).toBeTruthy();
  });

  it("says why a link that signs somebody in is cut short", async () => {
    await open({ mail: failed, from: "Riverside <interlink@localhost>", keyWithheld: true, content: { ...content, text: "Choose it here:\nhttps://example.org/reset-password\n" } });
    expect(await screen.findByText(/cut short here/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "https://example.org/reset-password" })).toBeTruthy();
  });

  it("that failed tells what the server said and is sent again", async () => {
    const posted: string[] = [];
    await open({ mail: failed, from: "Riverside <interlink@localhost>", keyWithheld: false }, (method, url) => {
      if (method !== "POST") return undefined;
      posted.push(url.pathname);
      return { ...failed, state: "waiting" };
    });
    expect(await screen.findByText("550 no such mailbox")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    await waitFor(() => expect(posted).toEqual(["/api/mails/berta/retry"]));
  });

  it("is not sent after a question that names it", async () => {
    const posted: string[] = [];
    await open({ mail: waiting, from: "Riverside <interlink@localhost>", keyWithheld: false, content }, (method, url) => {
      if (method !== "POST") return undefined;
      posted.push(url.pathname);
      return { ...waiting, state: "dropped" };
    });
    await userEvent.click(await screen.findByRole("button", { name: "Do not send" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Do not send “Invitation”?" });
    expect(within(dialog).getByText(/anna@example.org will not get this mail/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Do not send it" }));
    await waitFor(() => expect(posted).toEqual(["/api/mails/anna/drop"]));
  });

  it("that was sent says why it cannot be read any more", async () => {
    await open({ mail: mail("carla", {}), from: "Riverside <interlink@localhost>", keyWithheld: false });
    expect(await screen.findByText(/deleted when it was sent/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Send again" })).toBeNull();
  });
});

describe("Ending mails", () => {
  const told: Unsubscription = { sender: "Riverside", category: "teams", hasAccount: true, ended: false };
  const visitLink = (at: string, posted: string[] = []) => visit(<Unsubscribe />, {
    path: "/unsubscribe", at,
    answers: (method, url) => {
      if (url.pathname !== "/api/unsubscribe") return undefined;
      if (method === "POST") posted.push(url.searchParams.get("token") ?? "");
      return { ...told, ended: method === "POST" };
    },
  });

  it("asks before it changes anything", async () => {
    const posted: string[] = [];
    await visitLink("/unsubscribe?token=abc", posted);
    expect(await screen.findByText(/no more mails about what happens in your teams/)).toBeTruthy();
    expect(posted).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "End these mails" }));
    expect(await screen.findByRole("heading", { name: "Done" })).toBeTruthy();
    expect(posted).toEqual(["abc"]);
  });

  it("says what to do with half a link", async () => {
    await visitLink("/unsubscribe");
    expect(await screen.findByRole("heading", { name: "The link is not whole" })).toBeTruthy();
  });
});
