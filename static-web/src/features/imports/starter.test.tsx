import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { visit } from "@/testing/render";
import Imports from "./routes/imports";

const open = async (state: object) => {
  const { server, client } = await visit(<Imports />, { path: "/import", at: "/import" });
  Object.assign(server.state, state);
  await client.resetQueries();
  return { server, client };
};
const add = { name: "Add the starter catalogue" };

describe("The starter catalogue", () => {
  it("is offered while the catalogue is empty, and leads to its import", async () => {
    const { server } = await open({ bare: true });
    await userEvent.click(await screen.findByRole("button", add));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
    expect(server.state.importing).toBe(true);
  });

  it("is not offered once there is a catalogue", async () => {
    const { client } = await open({ bare: false });
    await waitFor(() => expect(client.getQueryData(["catalogue", "size"])).toBeGreaterThan(0));
    expect(screen.queryByRole("button", add)).toBeNull();
  });

  it("says why it cannot be added now", async () => {
    await open({ bare: true, importing: true });
    await userEvent.click(await screen.findByRole("button", add));
    expect((await screen.findByRole("alert")).textContent).toContain("Another import is running.");
  });
});
