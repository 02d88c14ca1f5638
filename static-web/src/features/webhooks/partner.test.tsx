import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { refuse, visitWith, type Answers } from "@/testing/answers";
import type { Endpoint, Statistics } from "./api/wire";
import { EndpointNow } from "./components/endpoint-now";
import { Health } from "./components/health";
import { RevealDialog } from "./components/reveal-dialog";
import Partner from "./routes/partner";

const endpoint: Endpoint = {
  id: "e1", url: "https://example.org/hooks", description: "Case system", events: ["*"], processes: [], headers: { "X-Key": "…" }, framing: "standard", state: "active",
  createdAt: "2026-11-01T08:00:00Z", keys: [{ version: "1", kind: "hmac", createdAt: "2026-11-01T08:00:00Z" }],
};
const point = (at: string, succeeded: number, failed: number) => {
  const attempts = succeeded + failed;
  return { at, attempts, succeeded, failed, ...(attempts ? { successRate: succeeded / attempts, medianMilliseconds: 80, p95Milliseconds: 1200 } : {}) };
};
const statistics: Statistics = {
  bucket: "hour", total: point("2026-11-01T07:00:00Z", 3, 1), points: [point("2026-11-01T07:00:00Z", 3, 1), point("2026-11-01T08:00:00Z", 0, 0)],
};

describe("A link for a partner", () => {
  const show = (hash: string, answers: Answers) => {
    window.history.replaceState(null, "", `/partner${hash}`);
    return visitWith(<Partner />, { path: "/partner", at: `/partner${hash}` }, answers);
  };

  it("opens without an account, and leaves the address", async () => {
    const { asked } = show("#ticket-1", { "GET /api/webhooks/partner": { endpoint: "e1", rights: "read", expiresAt: "2026-11-02T08:00:00Z" }, "GET /api/webhooks/partner/endpoints/e1": endpoint });
    expect(await screen.findByText(/You are here with a link. It allows: Look only/)).toBeTruthy();
    expect(window.location.hash).toBe("");
    expect(asked.map((one) => one.path)).toEqual(["/api/webhooks/partner", "/api/webhooks/partner/endpoints/e1"]);
  });

  it("says what to do when it has run out", async () => {
    show("#ticket-2", { "GET /api/webhooks/partner": refuse(404, "partner-link-unknown") });
    expect(await screen.findByRole("heading", { name: "This link does not work any more" })).toBeTruthy();
  });

  it("says the same to whoever comes without one, and asks nobody", () => {
    const { asked } = show("", {});
    expect(screen.getByRole("heading", { name: "This link does not work any more" })).toBeTruthy();
    expect(asked).toEqual([]);
  });
});

describe("The health of an endpoint", () => {
  const path = "GET /api/webhooks/endpoints/e1/statistics";
  const show = (answers: Answers) => visitWith(<Health endpoint="e1" />, { path: "/", at: "/" }, answers);

  it("is told in a sentence, drawn, and told as a table", async () => {
    const { container, asked } = show({ [path]: statistics });
    expect(await screen.findByText("75% of 4 attempts were taken in this time.")).toBeTruthy();
    expect(screen.getByText(/Half within 80 ms, 95 of 100 within 1.2 sec/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "As a table: Success rate" }));
    expect(screen.getAllByRole("row")).toHaveLength(3);
    expect(screen.getByRole("row", { name: /3 1 75%$/ })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Last 30 days" }));
    await waitFor(() => expect(asked.at(-1)?.query.get("bucket")).toBe("day"));
    expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
  });

  it("teaches what will be there", async () => {
    show({ [path]: { ...statistics, total: point("2026-11-01T07:00:00Z", 0, 0) } });
    expect(await screen.findByText(/Nothing was sent in this time/)).toBeTruthy();
  });

  it("says what went wrong and offers to try again", async () => {
    show({ [path]: refuse(500, "unexpected") });
    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("What stands in the way", () => {
  it("of verifying is told with the receiver's answer, and can be tried again", async () => {
    const pending = { ...endpoint, state: "pending" as const };
    visitWith(<EndpointNow endpoint={pending} />, { path: "/", at: "/" }, { "POST /api/webhooks/endpoints/e1/verify": refuse(409, "endpoint-not-verified", [], "The endpoint answered 500: not ready.") });
    await userEvent.click(screen.getByRole("button", { name: "Verify now" }));
    expect(await screen.findByText("The endpoint did not say that it wants messages.")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("The endpoint answered 500: not ready.");
    expect(screen.getByRole("button", { name: "Verify again" })).toBeTruthy();
  });

  it("of seeing secrets is a wrong password, told beside the field", async () => {
    const answers = { "POST /api/webhooks/endpoints/e1/secret/reveal": refuse(400, "invalid-input", [{ field: "password", code: "wrong", message: "no" }]) };
    visitWith(<RevealDialog endpoint="e1" onRevealed={() => undefined} onClose={() => undefined} />, { path: "/", at: "/" }, answers);
    await userEvent.type(screen.getByLabelText("Your password, once more"), "not this one");
    await userEvent.click(screen.getByRole("button", { name: "Show the secrets" }));
    expect((await screen.findAllByText(/This is not your current password/)).length).toBe(2);
  });
});
