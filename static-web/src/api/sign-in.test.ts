import { expect, it, onTestFinished, vi } from "vitest";
import { signOut } from "./sign-in";

it("Whoever signs out leaves nothing of what they typed in this tab", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204 })));
  const gone = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
  onTestFinished(() => { vi.unstubAllGlobals(); vi.restoreAllMocks(); });
  sessionStorage.setItem("application", JSON.stringify({ name: "Website" }));
  await signOut();
  expect(sessionStorage.length).toBe(0);
  expect(gone).toHaveBeenCalledTimes(1);
});
