import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { onTestFinished, vi } from "vitest";
import { startMock } from "./mock-server.mjs";

/** What a slice's own test answers; undefined leaves it to the stand-in. */
export type Answers = (method: string, url: URL, body?: unknown) => object | undefined;

/** Shows a page at an address, against a server of its own with invented content. */
export async function visit(page: ReactElement, { path, at, answers }: { path: string; at: string; answers?: Answers }) {
  const server = await startMock();
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    const own = answers?.(init?.method ?? "GET", new URL(url, server.url), typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined);
    return own === undefined ? real(new URL(url, server.url), init) : Promise.resolve(own instanceof Response ? own : Response.json(own));
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const view = render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[at]}>
        <Routes>
          <Route path={path} element={page} />
          <Route path="*" element={<p>elsewhere</p>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  onTestFinished(async () => {
    view.unmount();
    client.clear();
    vi.unstubAllGlobals();
    await server.stop();
  });
  return { server, client, ...view };
}
