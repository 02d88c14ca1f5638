import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { onTestFinished, vi } from "vitest";
import type { FieldProblem } from "@/api/problem";

export type Asked = { method: string; path: string; query: URLSearchParams; body: unknown; headers: Headers };
/** What a server answers: a body, `revised(…)` where it matters which, or `refuse(…)`. */
export type Answers = Record<string, unknown>;

class Refused {
  constructor(readonly status: number, readonly type: string, readonly errors: FieldProblem[], readonly detail: string) {}
}
export const refuse = (status: number, type: string, errors: FieldProblem[] = [], detail = type) => new Refused(status, type, errors, detail);

class Revised {
  constructor(readonly body: unknown, readonly etag: string) {}
}
/** A body at a revision, where it matters which. */
export const revised = (etag: string, body: unknown) => new Revised(body, etag);

/** Shows a page at an address; requests are answered from a table by `METHOD /path`, where a function gets what was asked. */
export function visitWith(page: ReactElement, { path, at }: { path: string; at: string }, answers: Answers) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(url, "http://host");
    const one: Asked = { method: init.method ?? "GET", path: pathname, query: searchParams, body: typeof init.body === "string" ? JSON.parse(init.body) : init.body, headers: new Headers(init.headers) };
    asked.push(one);
    const known = answers[`${one.method} ${one.path}`];
    const answer = typeof known === "function" ? (known as (asked: Asked) => unknown)(one) : known;
    if (answer instanceof Refused || answer === undefined) {
      const { status, type, errors, detail } = answer ?? refuse(404, "not-found");
      return new Response(JSON.stringify({ type: `/problems/${type}`, status, detail, errors }), { status, headers: { "Content-Type": "application/problem+json" } });
    }
    const { body, etag } = answer instanceof Revised ? answer : revised('"1"', answer);
    return body === null ? new Response(null, { status: 204 }) : new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json", ETag: etag } });
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
  onTestFinished(() => {
    view.unmount();
    client.clear();
    vi.unstubAllGlobals();
  });
  return { asked, client, ...view };
}
