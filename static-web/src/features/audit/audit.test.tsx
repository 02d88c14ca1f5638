import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { visit } from "@/testing/render";
import { exportAddress, type AuditEntry, type AuditPage, type AuditVerdict } from "./api/audit";
import Audit from "./routes/audit";

const hash = (letter: string) => letter.repeat(64);
const entry = (sequence: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  sequence, id: `e${sequence}`, at: "2026-11-01T08:00:00Z", recordedAt: "2026-11-01T08:00:05Z", outcome: "done", actor: { id: "s1", name: "Ada Example" },
  action: "process.edited", object: { id: "p1" }, changes: [], details: { process: "p1" }, correlation: "c".repeat(32), previous: hash("a"), hash: hash("b"), ...more,
});
const edited = entry(2, { changes: [{ field: "name", before: "A park", after: "<b>A garden</b>" }, { field: "aim" }] });
const refused = entry(1, { action: "request.refused", outcome: "refused", actor: { id: "s2" }, object: undefined, details: { problem: "stale-revision" } });
const whole: AuditVerdict = { entries: 1200, first: 1, last: 1200, hash: hash("b"), faulty: 0, faults: [], ok: true };

const show = (page: Partial<AuditPage>, { asked = [], at = "/administration/audit", verdicts = [whole] }: { asked?: URL[]; at?: string; verdicts?: AuditVerdict[] } = {}) => {
  let part = 0;
  return visit(<Audit />, {
    path: "/administration/audit", at,
    answers: (_, url) => {
      if (url.pathname === "/api/audit/head") return { sequence: page.entries ?? 2, hash: hash("b"), recordedAt: "2026-11-01T08:00:05Z", actions: ["process.created", "process.edited", "request.refused"], notes: [] };
      if (url.pathname === "/api/audit/verification") {
        const verdict = verdicts[part++];
        return { verdict, ...(part < verdicts.length ? { next: `part-${part}` } : {}) };
      }
      if (url.pathname !== "/api/audit") return undefined;
      asked.push(url);
      return { items: [], entries: 2, ...page };
    },
  });
};

describe("The audit", () => {
  it("tells who did what, what it was before and after, and takes hostile text as text", async () => {
    const { container } = await show({ items: [edited, refused] });
    expect(await screen.findByText(/by someone without an account here \(s2\)/)).toBeTruthy();
    expect(screen.getByText("stale-revision")).toBeTruthy();
    expect(screen.getByText("Process edited", { selector: "li *" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Details of entry 2" }));
    const table = screen.getByRole("table", { name: "What changed" });
    expect(within(table).getByText("<b>A garden</b>")).toBeTruthy();
    expect(within(table).getByRole("row", { name: "aim — —" })).toBeTruthy();
    expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
  });

  it("is filtered by action and day, and by what an entry is about, each to be taken away again", async () => {
    const asked: URL[] = [];
    await show({ items: [edited] }, { asked });
    await userEvent.selectOptions(await screen.findByLabelText("Action"), "Processes: all");
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("action")).toBe("process"));
    await userEvent.click(screen.getByRole("button", { name: "Details of entry 2" }));
    await userEvent.click(screen.getByRole("button", { name: "All of this request" }));
    await waitFor(() => expect(asked.at(-1)?.searchParams.get("correlation")).toBe("c".repeat(32)));
    expect(asked.at(-1)?.searchParams.get("action")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /Remove the filter Request/ }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /Remove the filter/ })).toBeNull());
    expect(screen.queryByRole("button", { name: "Clear all filters" })).toBeNull();
  });

  it("takes the last day whole", () => {
    const asked = new URL(exportAddress("csv", { from: "2026-03-01", to: "2026-03-01" }), "http://x");
    expect(Date.parse(asked.searchParams.get("to") ?? "") - Date.parse(asked.searchParams.get("from") ?? "")).toBe(86_400_000);
  });

  it("offers to look further back where a page has found nothing yet", async () => {
    await show({ items: [], next: "further", searchedTo: "2026-10-01T00:00:00Z" }, { at: "/administration/audit?actor=s9" });
    expect(await screen.findByRole("button", { name: "Look further back" })).toBeTruthy();
    expect(screen.queryByText(/No entry matches/)).toBeNull();
  });

  it("teaches what will be there", async () => {
    await show({ items: [], entries: 0 });
    expect(await screen.findByRole("heading", { name: "Nothing has been recorded yet" })).toBeTruthy();
  });

  it("is verified part by part, and says that it is whole", async () => {
    await show({ items: [edited] }, { verdicts: [whole, { ...whole, entries: 34 }] });
    await userEvent.click(await screen.findByRole("button", { name: "Verify now" }));
    expect(await screen.findByText("The audit is whole: 1,234 entries verified.")).toBeTruthy();
  });

  it("says which entry fails and how", async () => {
    await show({ items: [edited] }, { verdicts: [{ ...whole, ok: false, faulty: 1, faults: [{ sequence: 7, kind: "missing", detail: "" }] }] });
    await userEvent.click(await screen.findByRole("button", { name: "Verify now" }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("Entry 7: entries before it are missing")).toBeTruthy();
    expect(within(alert).getByRole("heading", { name: "The audit is not whole: 1 fault" })).toBeTruthy();
  });
});
