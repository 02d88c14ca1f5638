import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { refuse, visitWith, type Answers, type Asked } from "@/testing/answers";
import { draftOf, requestOf } from "./api/draft";
import type { Endpoint, Message } from "./api/wire";
import { Plot } from "./components/plot";
import { shareText } from "./components/words";
import { MessageLog } from "./components/message-log";
import CreateEndpoint from "./routes/create-endpoint";
import Endpoints from "./routes/endpoints";
import { formatter, showTimesIn } from "@/lib/format";

const endpoint: Endpoint = {
  id: "e1", url: "https://example.org/hooks", description: "Case system", events: ["process.*"], processes: [], headers: { "X-Key": "1" }, framing: "standard", state: "active",
  createdAt: "2026-11-01T08:00:00Z", keys: [{ version: "1", kind: "hmac", createdAt: "2026-11-01T08:00:00Z" }],
};
const message = (number: number, more: Partial<Message> = {}): Message => ({
  id: `msg_01kdvdna00ypgabptbfgrq51q${number}`, endpoint: "e1", type: "process.created", at: "2026-11-01T08:00:00Z", enqueuedAt: "2026-11-01T08:00:00Z", state: "succeeded",
  attempts: [{ run: 1, number: 1, at: "2026-11-01T08:00:01Z", outcome: "succeeded", status: 200, milliseconds: 85 }], ...more,
});
const types = ["process.created", "process.edited", "endpoint.disabled"].map((type) => ({
  type, version: 1, description: `About ${type}.`, operational: type.startsWith("endpoint."), schema: {}, example: {},
}));
const usual: Answers = { "GET /api/events/types": { items: types }, "GET /api/processes": { items: [], total: 0 } };
const noViolations = async (container: Element) => expect((await axe.run(container, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);

describe("The form of an endpoint", () => {
  const show = (answers: Answers = {}) => visitWith(<CreateEndpoint />, { path: "/administration/webhooks/new", at: "/administration/webhooks/new" }, { ...usual, ...answers });
  const make = () => userEvent.click(screen.getByRole("button", { name: "Make the endpoint" }));
  const address = () => screen.getByLabelText("Address");

  it("says beside the field what can be seen to be wrong, and asks nobody", async () => {
    const { asked, container } = show();
    await userEvent.click(screen.getByLabelText(/^Only someChoose/));
    await make();
    expect(address().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getAllByText(/Choose at least one event/).length).toBe(2);
    await userEvent.type(address(), "example.org");
    await make();
    expect(document.getElementById("field-url-error")?.textContent).toContain("Enter a full address");
    expect(asked.some((one) => one.method === "POST")).toBe(false);
    await noViolations(container);
  });

  it.each([
    ["credentials", "Leave name and password out of the address"],
    ["not_https", "The address must begin with https://"],
    ["port", "This port cannot be called"],
    ["blocked_address", "This address is not public"],
    ["fragment", "Leave out what follows the #"],
  ])("tells the refusal %s of an address in plain words", async (code, words) => {
    show({ "POST /api/webhooks/endpoints": refuse(400, "invalid-input", [{ field: "url", code, message: code }]) });
    await userEvent.type(address(), "https://example.org/hooks");
    await make();
    await waitFor(() => expect(document.getElementById("field-url-error")?.textContent).toContain(words));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("alert")));
  });

  it("opens what is folded when a header in it is refused, and marks that header", async () => {
    show({ "POST /api/webhooks/endpoints": refuse(400, "invalid-input", [{ field: "headers.Host", code: "not_allowed", message: "no" }]) });
    await userEvent.type(address(), "https://example.org/hooks");
    await userEvent.click(screen.getByText("Format, headers and pace"));
    await userEvent.click(screen.getByRole("button", { name: "Add a header" }));
    await userEvent.type(screen.getByLabelText("Name of header 1"), "Host");
    await make();
    await waitFor(() => expect(screen.getByLabelText("Name of header 1").getAttribute("aria-invalid")).toBe("true"));
    expect(screen.getByLabelText("Name of header 1").closest("details")?.open).toBe(true);
  });

  it("tells when there are too many endpoints, and loses nothing", async () => {
    show({ "POST /api/webhooks/endpoints": refuse(409, "too-many-endpoints") });
    await userEvent.type(address(), "https://example.org/hooks");
    await make();
    expect(await screen.findByText(/as many endpoints as there can be/)).toBeTruthy();
    expect((address() as HTMLInputElement).value).toBe("https://example.org/hooks");
  });

  it("sends what was chosen, and shows the secret once it is made", async () => {
    const { asked } = show({ "POST /api/webhooks/endpoints": { endpoint, secret: { kind: "hmac", secret: "whsec_dGVzdA==", createdAt: endpoint.createdAt } } });
    await userEvent.type(address(), "https://example.org/hooks");
    await userEvent.click(await screen.findByLabelText(/^endpoint\.disabled/));
    await make();
    expect(await screen.findByText("whsec_dGVzdA==")).toBeTruthy();
    const sent = asked.find((one: Asked) => one.method === "POST")?.body;
    expect(sent).toMatchObject({ signing: "hmac", endpoint: { url: "https://example.org/hooks", events: ["*", "endpoint.disabled"], processes: [], rateLimit: null } });
    expect(sessionStorage.getItem("webhook-endpoint")).toBeNull();
  });

  it("keeps every field of an endpoint through a change of nothing", () => {
    const { url, description, events, processes, headers, framing } = endpoint;
    expect(requestOf(draftOf(endpoint))).toEqual({ url, description, contact: null, events, processes, headers, framing, rateLimit: null });
  });
});

describe("The list of endpoints", () => {
  it("teaches what a webhook is and how to try one", async () => {
    visitWith(<Endpoints />, { path: "/", at: "/" }, { "GET /api/webhooks/endpoints": { items: [], total: 0 } });
    expect(await screen.findByText(/A webhook is a message that Interlink posts/)).toBeTruthy();
    expect(screen.getByText(/To try one, make an endpoint/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Make an endpoint" })).toBeTruthy();
  });
});

describe("The message log", () => {
  const show = (items: Message[], at = "/log") => visitWith(<MessageLog endpoint="e1" />, { path: "/log", at }, { ...usual, "GET /api/webhooks/messages": { items, total: items.length } });
  const lastQuery = (asked: Asked[]) => asked.filter((one) => one.path === "/api/webhooks/messages").at(-1)?.query;

  it("shows how each message stands and what was answered last", async () => {
    const failed = message(2, { state: "failed", failure: "exhausted", attempts: [{ run: 1, number: 1, at: "2026-11-01T08:00:01Z", outcome: "failed", fault: "timeout", milliseconds: 15000 }] });
    const { container } = show([message(1), failed]);
    const rows = await screen.findAllByRole("listitem");
    expect(within(rows[0] as HTMLElement).getByText("Taken")).toBeTruthy();
    expect((rows[0] as HTMLElement).textContent).toContain("Status 200");
    expect((rows[1] as HTMLElement).textContent).toContain("No answer in time");
    await noViolations(container);
  });

  it("is filtered by state, type and time, and each filter can be taken away", async () => {
    const { asked } = show([message(1)]);
    await userEvent.click(await screen.findByRole("button", { name: "Not taken" }));
    await waitFor(() => expect(lastQuery(asked)?.getAll("state")).toEqual(["failed"]));
    await userEvent.selectOptions(screen.getByLabelText("Event type"), "process.edited");
    await waitFor(() => expect(lastQuery(asked)?.get("type")).toBe("process.edited"));
    expect(lastQuery(asked)?.get("endpoint")).toBe("e1");
    await userEvent.click(screen.getByRole("button", { name: "Clear all filters" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "All" }).getAttribute("aria-pressed")).toBe("true"));
    expect((screen.getByLabelText("Event type") as HTMLSelectElement).value).toBe("");
    expect(screen.queryByRole("button", { name: "Clear all filters" })).toBeNull();
  });

  it("says that nothing matches, and keeps the filters in sight", async () => {
    show([], "/log?state=failed");
    expect(await screen.findByText(/No message matches/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Not taken" }).getAttribute("aria-pressed")).toBe("true");
  });

  it("keeps the filters in sight when the server refuses one", async () => {
    visitWith(<MessageLog endpoint="e1" />, { path: "/log", at: "/log?since=1900-01-01T00:00" }, { ...usual, "GET /api/webhooks/messages": refuse(400, "invalid-input", [{ field: "since", code: "out_of_range", message: "no" }]) });
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((screen.getByLabelText("Events since") as HTMLInputElement).value).toBe("1900-01-01T00:00");
    expect(screen.getByRole("button", { name: "Clear all filters" })).toBeTruthy();
  });

  it("asks for times by the clocks that it shows, and for none of another age", async () => {
    showTimesIn("America/New_York");
    onTestFinished(() => showTimesIn(undefined));
    const { asked } = show([message(1)], "/log?since=2026-07-01T12:00&until=202026-07-01T12:00");
    await screen.findByRole("listitem");
    expect(lastQuery(asked)?.get("since")).toBe("2026-07-01T16:00:00.000Z");
    expect(lastQuery(asked)?.get("until")).toBeNull();
  });

  it("teaches what will be there", async () => {
    show([]);
    expect(await screen.findByRole("heading", { name: "No messages yet" })).toBeTruthy();
  });

  it("says what a message id looks like when one is mistyped", async () => {
    show([message(1)]);
    await userEvent.type(await screen.findByLabelText("Message id"), "msg_1");
    await userEvent.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("alert").textContent).toContain("msg_ and 26 letters");
  });
});

describe("A plot", () => {
  const points = [
    { key: "1", label: "8:00", cells: ["8:00", "3", "1", "75%"], value: 0.75, above: 0.25 },
    { key: "2", label: "9:00", cells: ["9:00", "0", "0", "–"] },
  ];
  const show = () => visitWith(
    <Plot tone="rate" title="Success rate" summary="3 of 4 attempts taken" points={points} top={1} topLabel="100%" bottomLabel="0%" legend={{ value: "Taken", above: "Not taken" }} columns={["From", "Taken", "Not taken", "Share"]} />,
    { path: "/", at: "/" }, {},
  );

  it("draws a bar of two parts where something was measured, and none where nothing was", () => {
    const { container } = show();
    const bars = [...container.querySelectorAll("rect")];
    expect(bars.map((bar) => Number(bar.getAttribute("height")))).toEqual([30, 10]);
    expect(screen.getByRole("figure", { name: "Success rate" })).toBeTruthy();
    expect(screen.getByText("3 of 4 attempts taken")).toBeTruthy();
  });

  it("is told as a table to whoever asks, with the keyboard too", async () => {
    const { container } = show();
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(screen.getByRole("row", { name: "8:00 3 1 75%" })).toBeTruthy();
    expect(container.querySelector("svg")).toBeNull();
    await noViolations(container);
  });

  it("never rounds a failure away", () => {
    expect(shareText(9999, 10000, formatter("en"))).toBe("99%");
    expect(shareText(10000, 10000, formatter("en"))).toBe("100%");
  });
});
