import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { visit } from "@/testing/render";

const open = async (token: string) => {
  const { default: Welcome } = await import("./routes/welcome");
  return visit(<Welcome />, { path: "/welcome", at: `/welcome?token=${token}` });
};

describe("Accepting an invitation where the platform signs people in", () => {
  beforeEach(() => {
    vi.stubEnv("VITE_SIGN_IN_PROVIDER", "entra");
    vi.resetModules();
  });
  afterEach(() => vi.unstubAllEnvs());

  it("leads to the platform's page first, and back to the link", async () => {
    const { server, client } = await open("varam.x");
    server.state.signedIn = false;
    await client.resetQueries();
    const way = await screen.findByRole("link", { name: "Continue to sign in" });
    expect(way.getAttribute("href")).toBe(`/.auth/login/entra?post_login_redirect_uri=${encodeURIComponent("/welcome?token=varam.x")}`);
    expect(screen.queryByLabelText("Password")).toBeNull();
  });

  it("takes up the account with a name, and asks for no password", async () => {
    const { server } = await open("varam.x");
    await userEvent.click(await screen.findByRole("button", { name: "Take up the account" }));
    await userEvent.click(await screen.findByRole("link", { name: "Your name: Fill this in" }));
    await userEvent.keyboard("Ada Example");
    await userEvent.click(screen.getByRole("button", { name: "Take up the account" }));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
    expect(server.state.accepted).toBe("Ada Example");
  });

  it("says what to do when the link was used", async () => {
    const { server } = await open("used");
    await userEvent.type(await screen.findByLabelText("Your name"), "Ada Example");
    await userEvent.click(screen.getByRole("button", { name: "Take up the account" }));
    expect(await screen.findByText(/already been used/)).toBeTruthy();
    expect(server.state.accepted).toBeUndefined();
  });
});
