import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { visit } from "@/testing/render";
import Home from "./routes/home";

it("A curator of an empty tenant can add the starter catalogue from the first page", async () => {
  const { server, client } = await visit(<Home />, { path: "/", at: "/" });
  Object.assign(server.state, { bare: true, processes: [] });
  await client.resetQueries();
  expect(await screen.findByRole("link", { name: "Import a catalogue" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Add the starter catalogue" }));
  expect(await screen.findByText("elsewhere")).toBeTruthy();
  expect(server.state.importing).toBe(true);
});
