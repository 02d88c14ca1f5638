import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { startMock } from "@/testing/mock-server.mjs";
import { sendFile } from "./uploads";

afterEach(() => vi.unstubAllGlobals());

it("An interrupted upload goes on with the parts that are missing", async () => {
  const server = await startMock();
  onTestFinished(() => server.stop());
  const real = globalThis.fetch;
  const sent: string[] = [];
  let refusing = true;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    if (init?.method === "PUT") {
      if (refusing && url.endsWith("/parts/2")) return Promise.resolve(new Response("{}", { status: 409, headers: { "Content-Type": "application/problem+json" } }));
      sent.push(url.split("/").pop() ?? "");
    }
    return real(new URL(url, server.url), init);
  });
  const file = new File([new Uint8Array(3000)], "catalogue.zip", { lastModified: 1 });
  const progress: number[] = [];

  await expect(sendFile(file, (bytes) => progress.push(bytes))).rejects.toMatchObject({ status: 409 });
  refusing = false;
  const id = await sendFile(file, (bytes) => progress.push(bytes));

  expect(sent).toEqual(["0", "1", "2"]);
  expect(progress).toEqual([1024, 2048, 1024, 2048, 3000]);
  expect(server.state.uploads.get(id)?.received).toEqual([0, 1, 2]);
  expect(sessionStorage.length).toBe(0);
});
