import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import type { Consents, Erasure, LegalSource, LegalText, OwnErasure, PersonalExport, PrivacySettings } from "@/api/types";
import { visit, type Answers } from "@/testing/render";
import ConsentDialog from "./components/consent-dialog";
import AccountPrivacy from "./routes/account-privacy";
import CertificatePage from "./routes/certificate";
import Erasures from "./routes/erasures";
import LegalPage from "./routes/legal";
import LegalEditor from "./routes/legal-editor";
import PrivacySettingsPage from "./routes/privacy-settings";

const at = "2026-11-01T08:00:00Z";
const asked: Consents = {
  asked: [
    { document: "terms", version: 2, language: "en", text: "# Terms\n\nBe kind.", sha256: "a".repeat(64), effectiveAt: at, changes: { text: "One sentence is new.", language: "en", fallback: false } },
    { document: "privacy", version: 1, language: "en", text: "# Notice\n\nLittle is kept.", sha256: "b".repeat(64), effectiveAt: at },
  ],
  given: [{ document: "terms", version: 1, at, sha256: "c".repeat(64), language: "lv" }],
};
const copy = (more: Partial<PersonalExport>): PersonalExport => ({ id: "e1", operation: "data-export.x", askedAt: at, expired: false, length: 2048, records: 12, files: 1, ...more });
const erasure: OwnErasure = { id: "x1", state: "waiting", requestedAt: at, dueAt: "2026-11-08T08:00:00Z", canCancel: true, certificate: "http://localhost/privacy/certificates/t.abc" };
const accessible = async (container: Element) =>
  expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);

describe("What is new", () => {
  const show = (answers: Answers, onAgreed: () => void = () => undefined) =>
    visit(<ConsentDialog onAgreed={onAgreed} onLeave={() => undefined} />, { path: "/", at: "/", answers });

  it("is read and agreed to, each text by its own box", async () => {
    const posts: string[] = [];
    let agreed = false;
    await show((method, url) => {
      if (url.pathname !== "/api/me/consents") return undefined;
      posts.push(method);
      return asked;
    }, () => { agreed = true; });
    const dialog = await screen.findByRole("alertdialog", { name: "Something new to read" });
    expect(await within(dialog).findByText("What is new: One sentence is new.")).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Agree and go on" }));
    expect(within(dialog).getByText("Tick every box to go on.")).toBeTruthy();
    expect(posts).not.toContain("POST");
    await userEvent.click(within(dialog).getByLabelText("I agree to these terms"));
    await userEvent.click(within(dialog).getByLabelText("I have read this notice"));
    await userEvent.click(within(dialog).getByRole("button", { name: "Agree and go on" }));
    await waitFor(() => expect(agreed).toBe(true));
    expect(posts).toContain("POST");
    await accessible(dialog);
  });
});

describe("One's own privacy", () => {
  const show = (exports: PersonalExport[], erased?: OwnErasure, seen: string[] = []) => visit(<AccountPrivacy />, {
    path: "/account/privacy", at: "/account/privacy",
    answers: (method, url) => {
      if (url.pathname === "/api/me/consents") return { ...asked, asked: [] };
      if (url.pathname === "/api/me/exports") return method === "POST" ? copy({}) : exports;
      if (url.pathname !== "/api/me/erasure") return undefined;
      seen.push(method);
      return erased;
    },
  });

  it("shows what was agreed to, with version, date and hash", async () => {
    const { container } = await show([]);
    const row = (await screen.findByRole("link", { name: "Terms of use" })).closest("tr") as HTMLElement;
    expect(within(row).getByText("1 (Latvian)")).toBeTruthy();
    expect(within(row).getByText("cccccccccccccccc…")).toBeTruthy();
    await accessible(container);
  });

  it("offers copies that are ready, and none that are gone or being made", async () => {
    await show([copy({ id: "made" }), copy({ id: "ready", readyAt: at, expiresAt: "2026-11-08T08:00:00Z" }), copy({ id: "old", readyAt: at, expiresAt: at, expired: true })]);
    expect((await screen.findAllByRole("link", { name: "Download" })).map((link) => link.getAttribute("href"))).toEqual(["/api/me/exports/ready/file"]);
    expect(screen.getByText("Being made …")).toBeTruthy();
    expect(screen.getByText("No longer there")).toBeTruthy();
    expect(screen.getByText(/12 records, 1 file, 2 kB/)).toBeTruthy();
    expect((screen.getByRole("button", { name: "Make a copy" }) as HTMLButtonElement).disabled).toBe(true);
  });

  it("asks for the name and the password before an account is deleted", async () => {
    const seen: string[] = [];
    await show([], undefined, seen);
    await userEvent.click(await screen.findByRole("button", { name: "Delete my account …" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Delete your account?" });
    await userEvent.type(await within(dialog).findByLabelText("Type your name to confirm: Ada Example"), "ada");
    await userEvent.click(within(dialog).getByRole("button", { name: "Delete my account" }));
    expect(within(dialog).getAllByText(/Type your name exactly as it is shown/).length).toBeGreaterThan(0);
    expect(seen).not.toContain("POST");
  });

  it("tells until when it can be taken back, and takes it back", async () => {
    const seen: string[] = [];
    await show([], erasure, seen);
    expect(await screen.findByRole("heading", { name: /Your account will be deleted on/ })).toBeTruthy();
    expect(screen.getByRole("link", { name: "certificate of erasure" }).getAttribute("href")).toBe("/privacy/certificates/t.abc");
    await userEvent.click(screen.getByRole("button", { name: "Keep my account" }));
    await waitFor(() => expect(seen).toContain("DELETE"));
    expect(await screen.findByRole("button", { name: "Delete my account …" })).toBeTruthy();
  });
});

describe("Public pages", () => {
  const text: LegalText = {
    document: "terms", version: 2, language: "lv", text: "# Noteikumi\n\nEsiet laipni.", sha256: "d".repeat(64), publishedAt: at, effectiveAt: at,
    versions: [{ version: 2, effectiveAt: at, asksConsent: true }, { version: 1, effectiveAt: at, asksConsent: true }],
  };

  it("show the text in force, mark its language, and lead to earlier versions", async () => {
    const versions: string[] = [];
    await visit(<LegalPage document="terms" />, { path: "/terms", at: "/terms", answers: (_, url) => (url.pathname.startsWith("/api/legal/terms") ? (versions.push(url.pathname), text) : undefined) });
    expect(await screen.findByText("Esiet laipni.")).toBeTruthy();
    expect(screen.getByText(/Latvian/)).toBeTruthy();
    expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
    await userEvent.selectOptions(screen.getByLabelText("Versions"), "1");
    await waitFor(() => expect(versions).toContain("/api/legal/terms/versions/1"));
  });

  it("show a certificate, or say that there is none yet", async () => {
    const { unmount } = await visit(<CertificatePage />, { path: "/privacy/certificates/:token", at: "/privacy/certificates/t.x" });
    expect(await screen.findByRole("heading", { name: "There is no certificate here yet" })).toBeTruthy();
    unmount();
    const certificate = { tenant: "Riverside", erasure: "x1", requestedAt: at, completedAt: at, byAdministrator: false, pseudonym: "Former participant 7F3K", sha256: "e".repeat(64), parts: [{ part: "accounts", outcome: "removed", records: 1 }, { part: "audit", outcome: "kept", records: 0 }] };
    const { container } = await visit(<CertificatePage />, { path: "/privacy/certificates/:token", at: "/privacy/certificates/t.y", answers: (_, url) => (url.pathname.includes("/certificates/") ? certificate : undefined) });
    expect(await screen.findByText("Former participant 7F3K")).toBeTruthy();
    expect(screen.getByText("kept by law")).toBeTruthy();
    await accessible(container);
  });
});

describe("Administration of privacy", () => {
  const source: LegalSource = { document: "terms", latest: 1, inForce: 1, texts: { en: "# Terms of {{tenant}}" }, places: ["tenant", "contact"], outdated: true, versions: [{ version: 1, effectiveAt: at, asksConsent: true }] };
  const settings: PrivacySettings = {
    controller: "Riverside Council", recipients: [], erasureGraceDays: 7, nextRunAt: at, lastRunAt: at,
    retention: [
      { kind: "operations", name: "Operations", reason: "To look things up.", days: 365, defaultDays: 365, minimumDays: 30, maximumDays: 3650, removed: 3, unfinished: false },
      { kind: "uploads", name: "Uploads", reason: "Nobody used them.", days: 1, defaultDays: 1, minimumDays: 1, maximumDays: 1, removed: 0, unfinished: true },
    ],
  };

  it("shows how a text will read before it is published", async () => {
    const { container } = await visit(<LegalEditor />, {
      path: "/administration/privacy", at: "/administration/privacy",
      answers: (_, url) => (url.pathname === "/api/legal/terms/source" ? source : url.pathname === "/api/legal/preview" ? { text: "Terms of Riverside", sha256: "" } : undefined),
    });
    expect(await screen.findByText(/Settings have changed since this was published/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Preview" }));
    expect(await screen.findByText("Terms of Riverside")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Publish version 2" })).toBeTruthy();
    await accessible(container);
  });

  it("shows what is kept for how long, why, and what was removed", async () => {
    const { container } = await visit(<PrivacySettingsPage />, { path: "/s", at: "/s", answers: (_, url) => (url.pathname === "/api/privacy/settings" ? settings : undefined) });
    expect((await screen.findByLabelText("Operations") as HTMLInputElement).value).toBe("365");
    expect(screen.getByText("30 to 3,650; usually 365")).toBeTruthy();
    expect(screen.getByText("fixed")).toBeTruthy();
    expect(screen.getByText("more to come")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Add a recipient" }));
    expect(screen.getByRole("group", { name: "Recipient 1" })).toBeTruthy();
    await accessible(container);
  });

  it("lists erasures, and takes one back after a question", async () => {
    const items: Erasure[] = [{ id: "x1", subject: "s9", name: "Bea Example", state: "waiting", byAdministrator: false, requestedAt: at, dueAt: at, operation: "account-erasure.x" }];
    const seen: string[] = [];
    await visit(<Erasures />, {
      path: "/e", at: "/e",
      answers: (method, url) => {
        seen.push(`${method} ${url.pathname}`);
        return url.pathname === "/api/privacy/erasures" ? { items, total: 1 } : url.pathname === "/api/privacy/erasures/x1" ? {} : undefined;
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Take back" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Take back the deletion of “Bea Example”?" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Take back" }));
    await waitFor(() => expect(seen).toContain("DELETE /api/privacy/erasures/x1"));
  });
});
