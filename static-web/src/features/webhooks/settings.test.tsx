import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { describe, expect, it } from "vitest";
import { refuse, revised, visitWith, type Answers, type Asked } from "@/testing/answers";
import type { Endpoint } from "./api/wire";
import { PortalProvider, administration } from "./api/portal";
import { EndpointNow } from "./components/endpoint-now";
import { SendAgain } from "./components/send-again";
import { useEndpoint } from "./components/use-endpoint";
import CreateEndpoint from "./routes/create-endpoint";
import EndpointPage from "./routes/endpoint";
import EndpointSettings from "./routes/endpoint-settings";
import MessagePage from "./routes/message";
import Secrets from "./routes/secrets";

const endpoint: Endpoint = {
  id: "e1", url: "https://example.org/hooks", description: "Case system", events: ["*"], processes: [], headers: {}, framing: "standard", state: "active",
  createdAt: "2026-11-01T08:00:00Z", keys: [{ version: "1", kind: "hmac", createdAt: "2026-11-01T08:00:00Z" }],
};
const path = "/api/webhooks/endpoints/e1";
const pages = (
  <Routes>
    <Route path="/" element={<EndpointPage />}>
      <Route path="settings" element={<EndpointSettings />} />
      <Route path="secrets" element={<Secrets />} />
    </Route>
  </Routes>
);
const show = (page: string, answers: Answers) =>
  visitWith(pages, { path: "/administration/webhooks/:id/*", at: `/administration/webhooks/e1/${page}` }, { "GET /api/events/types": { items: [] }, [`GET ${path}`]: endpoint, ...answers });
const Now = () => <EndpointNow endpoint={useEndpoint()} />;
const hasFocus = () => expect(document.activeElement).not.toBe(document.body);

describe("The settings of an endpoint", () => {
  /** A server that takes a change only over the revision that stands. */
  function shared() {
    let stands = { number: 1, endpoint };
    const answer = () => revised(`"${stands.number}"`, stands.endpoint);
    const change = (part: Partial<Endpoint>) => { stands = { number: stands.number + 1, endpoint: { ...stands.endpoint, ...part } }; };
    const answers: Answers = {
      [`GET ${path}`]: answer,
      [`PUT ${path}`]: ({ headers, body }: Asked) => {
        if (headers.get("If-Match") !== `"${stands.number}"`) return refuse(412, "stale-revision");
        change(body as Partial<Endpoint>);
        return answer();
      },
    };
    return { answers, change, now: () => stands };
  }
  const name = () => screen.getByLabelText(/^What it is for/) as HTMLInputElement;
  const save = () => userEvent.click(screen.getByRole("button", { name: "Save the changes" }));

  /** Somebody types, and a colleague saves something else, which the page reads by itself. */
  async function collide() {
    const server = shared();
    const { client, asked } = show("settings", server.answers);
    await screen.findByRole("button", { name: "Save the changes" });
    await userEvent.clear(name());
    await userEvent.type(name(), "Ours");
    server.change({ description: "Theirs", contact: "theirs@example.org" });
    await act(() => client.refetchQueries({ queryKey: ["webhooks", "endpoint", "e1"] }));
    expect(asked.filter((one) => one.method === "GET" && one.path === path)).toHaveLength(2);
    await save();
    expect((await screen.findByRole("alert")).textContent).toContain("Somebody else changed this");
    return server;
  }

  it("never undo a colleague's change unseen; what was typed stays, and is saved by saving again", async () => {
    const server = await collide();
    expect(server.now().endpoint.description).toBe("Theirs");
    expect(name().value).toBe("Ours");
    await save();
    await waitFor(() => expect(server.now().endpoint).toMatchObject({ description: "Ours", contact: null }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    await userEvent.type(name(), ", once more");
    await save();
    await waitFor(() => expect(server.now().endpoint.description).toBe("Ours, once more"));
  });

  it("are shown as the colleague left them to whoever asks for it", async () => {
    const server = await collide();
    await userEvent.click(screen.getByRole("button", { name: "Show the latest version" }));
    expect(name().value).toBe("Theirs");
    expect(screen.queryByRole("alert")).toBeNull();
    hasFocus();
    await userEvent.type(name(), " and ours");
    await save();
    await waitFor(() => expect(server.now().endpoint).toMatchObject({ description: "Theirs and ours", contact: "theirs@example.org" }));
  });
});

describe("The keyboard stays", () => {
  it("on the button that pauses, resumes and verifies", async () => {
    const states: Endpoint["state"][] = ["pending", "active", "paused"];
    let now = 0;
    const step = () => { now = (now + 1) % states.length; return endpoint; };
    const answers: Answers = { [`GET ${path}`]: () => ({ ...endpoint, state: states[now] }), [`POST ${path}/verify`]: step, [`POST ${path}/pause`]: step, [`POST ${path}/resume`]: () => { now = 1; return endpoint; } };
    const page = <Routes><Route path="/" element={<EndpointPage />}><Route index element={<Now />} /></Route></Routes>;
    visitWith(page, { path: "/administration/webhooks/:id/*", at: "/administration/webhooks/e1" }, answers);
    await userEvent.click(await screen.findByRole("button", { name: "Verify now" }));
    for (const next of ["Pause", "Resume", "Pause"]) {
      const button = await screen.findByRole("button", { name: next });
      expect(document.activeElement).toBe(button);
      await userEvent.keyboard("{Enter}");
    }
  });

  it("on the button that shows and hides the secrets", async () => {
    show("secrets", { [`POST ${path}/secret/reveal`]: { secrets: [{ kind: "hmac", secret: "whsec_dGVzdA==", createdAt: endpoint.createdAt }], headers: { "X-Gateway": "a key" } } });
    await userEvent.click(await screen.findByRole("button", { name: "Show the secrets" }));
    await userEvent.type(await screen.findByLabelText("Your password, once more"), "word{Enter}");
    expect(await screen.findByText("whsec_dGVzdA==")).toBeTruthy();
    expect(screen.getByText("a key")).toBeTruthy();
    const hide = await screen.findByRole("button", { name: "Hide the secrets" });
    await waitFor(() => expect(document.activeElement).toBe(hide));
    await userEvent.keyboard("{Enter}");
    expect(screen.queryByText("whsec_dGVzdA==")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Show the secrets" }));
  });
});

describe("An endpoint that said how much it takes", () => {
  const granted: Endpoint = { ...endpoint, framing: "cloudevents", grantedPerMinute: 60 };
  const page = <Routes><Route path="/" element={<EndpointPage />}><Route index element={<Now />} /></Route></Routes>;

  it("shows it, and can be asked anew while it is active", async () => {
    const { asked } = visitWith(page, { path: "/administration/webhooks/:id/*", at: "/administration/webhooks/e1" }, { [`GET ${path}`]: granted, [`POST ${path}/verify`]: granted });
    expect(await screen.findByText(/at most 60 messages a minute/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Verify again" }));
    await waitFor(() => expect(asked.some((one) => one.method === "POST" && one.path === `${path}/verify`)).toBe(true));
  });
});

describe("Sending again", () => {
  it("tells for how many days messages are kept here", async () => {
    const answers: Answers = {
      "GET /api/privacy/settings": { retention: [{ kind: "webhook-messages", days: 7 }] },
      [`POST ${path}/recover`]: refuse(400, "invalid-input", [{ field: "since", code: "out_of_range", message: "no" }]),
    };
    visitWith(<SendAgain endpoint="e1" open onClose={() => undefined} />, { path: "/", at: "/" }, answers);
    expect(await screen.findByText(/At most 7 days back/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    expect((await screen.findAllByText(/within the last 7 days/)).length).toBeGreaterThan(0);
  });
});

describe("A message", () => {
  const message = (more: object) => ({ message: { id: "m1", endpoint: "e1", type: "process.created", at: endpoint.createdAt, enqueuedAt: endpoint.createdAt, state: "pending", attempts: [], ...more }, body: {}, answers: [] });
  const visit = (more: object) => visitWith(<MessagePage />, { path: "/administration/webhooks/:id/messages/:message", at: "/administration/webhooks/e1/messages/m1" }, { [`GET ${path}/messages/m1`]: message(more) });

  it("that waits for a later attempt can be sent now", async () => {
    visit({ nextAt: "2999-01-01T00:00:00Z" });
    expect(await screen.findByRole("button", { name: "Send again" })).toBeTruthy();
  });

  it("that is being sent cannot", async () => {
    visit({});
    expect(await screen.findByRole("button", { name: "Remove its content" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Send again" })).toBeNull();
  });
});

describe("Whoever came with a link", () => {
  it.each([
    ["disabled", "failing", "Tell whoever sent you the link once it is mended"],
    ["disabled", "gone", "Tell whoever sent you the link once it is back"],
    ["pending", undefined, "Tell whoever sent you the link"],
    ["paused", undefined, "as soon as an administrator resumes"],
  ] as const)("is told what they can do about an endpoint that is %s (%s)", (state, reason, words) => {
    const guest = { ...administration, rights: { manage: false, test: false, replay: false } };
    visitWith(<PortalProvider value={guest}><EndpointNow endpoint={{ ...endpoint, state, ...(reason ? { reason } : {}) }} /></PortalProvider>, { path: "/", at: "/" }, {});
    expect(screen.getByRole("region").textContent).toContain(words);
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("The draft of an endpoint", () => {
  it("survives a reload, but for the values of its headers", async () => {
    const begin = () => visitWith(<CreateEndpoint />, { path: "/", at: "/" }, { "GET /api/events/types": { items: [] } });
    const { unmount } = begin();
    await userEvent.type(screen.getByLabelText("Address"), "https://example.org/hooks");
    await userEvent.click(screen.getByText("Format, headers and pace"));
    await userEvent.click(screen.getByRole("button", { name: "Add a header" }));
    await userEvent.type(screen.getByLabelText("Name of header 1"), "X-Gateway");
    await userEvent.type(screen.getByLabelText("Value of header 1"), "token-of-the-gateway");
    expect(JSON.stringify({ ...sessionStorage })).not.toContain("token-of-the-gateway");
    unmount();
    begin();
    expect((screen.getByLabelText("Address") as HTMLInputElement).value).toBe("https://example.org/hooks");
    expect((screen.getByLabelText("Name of header 1") as HTMLInputElement).value).toBe("X-Gateway");
    expect((screen.getByLabelText("Value of header 1") as HTMLInputElement).value).toBe("");
  });

  it("is not left behind by a look at the event catalogue", async () => {
    visitWith(<CreateEndpoint />, { path: "/", at: "/" }, { "GET /api/events/types": { items: [] } });
    const link = screen.getByRole("link", { name: /every event .* \(in a new tab\)/ });
    expect(link.getAttribute("target")).toBe("_blank");
  });
});
