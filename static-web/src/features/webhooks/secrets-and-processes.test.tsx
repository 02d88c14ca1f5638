import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { refuse, visitWith } from "@/testing/answers";
import { emptyDraft, type Draft } from "./api/draft";
import { ProcessesField } from "./components/processes-field";
import { RevealDialog } from "./components/reveal-dialog";

describe("Showing a secret", () => {
  it("leads to the provider and back when the sign-in is too long ago", async () => {
    visitWith(<RevealDialog endpoint="e1" onRevealed={() => undefined} onClose={() => undefined} />, { path: "/administration/webhooks/:id/secrets", at: "/administration/webhooks/e1/secrets" },
      { "POST /api/webhooks/endpoints/e1/secret/reveal": refuse(403, "sign-in-again") });
    expect(screen.queryByRole("link", { name: "Sign in again" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show the secrets" }));
    const link = await screen.findByRole("link", { name: "Sign in again" });
    expect(link.getAttribute("href")).toContain(encodeURIComponent("/administration/webhooks/e1/secrets"));
    expect(screen.getAllByText(/at most ten minutes old/).length).toBeGreaterThan(0);
  });
});

describe("The processes of an endpoint", () => {
  function Field() {
    const [draft, setDraft] = useState<Draft>({ ...emptyDraft, everyProcess: false, processes: ["p1", "p2"] });
    return <ProcessesField draft={draft} change={(part) => setDraft((now) => ({ ...now, ...part }))} />;
  }

  it("names those that were chosen and are on no page that was fetched, and keeps the id of one that nobody may know", async () => {
    visitWith(<Field />, { path: "/", at: "/" }, {
      "GET /api/processes": { items: [], total: 0 },
      "GET /api/processes/p1": { id: "p1", name: "A park for Riga" },
      "GET /api/processes/p2": refuse(404, "process-not-found"),
    });
    expect(await screen.findByLabelText("A park for Riga")).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText("p2")).toBeTruthy());
  });
});
