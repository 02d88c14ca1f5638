import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { onTestFinished, vi } from "vitest";
import { startMock } from "./mock-server.mjs";

/** Shows a page at an address, against a server of its own with invented content. */
export async function visit(page: ReactElement, { path, at }: { path: string; at: string }) {
  const server = await startMock();
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => real(new URL(url, server.url), init));
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
