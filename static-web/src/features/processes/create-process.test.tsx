import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { visit } from "@/testing/render";
import CreateProcess from "./routes/create-process";

const open = () => visit(<CreateProcess />, { path: "/processes/new", at: "/processes/new" });

describe("Creating a process", () => {
  it("sums up what is missing and leads to the field", async () => {
    await open();
    await userEvent.click(await screen.findByRole("button", { name: "Create and choose a schema" }));
    const link = await screen.findByRole("link", { name: "Name: Fill this in" });
    await userEvent.click(link);
    expect(document.activeElement).toBe(screen.getByLabelText("Name"));
    expect(screen.getByLabelText("Name").getAttribute("aria-invalid")).toBe("true");
  });

  it("keeps what was typed when the page is opened again", async () => {
    const first = await open();
    await userEvent.type(await screen.findByLabelText("Name"), "A park for all");
    first.unmount();
    await open();
    expect((await screen.findByLabelText<HTMLInputElement>("Name")).value).toBe("A park for all");
  });

  it("sends the answers, goes on, and forgets the draft", async () => {
    const { server } = await open();
    await userEvent.type(await screen.findByLabelText("Name"), "A park for all");
    await userEvent.click(screen.getByRole("button", { name: "Create and choose a schema" }));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
    expect(server.state.processes[0]?.name).toBe("A park for all");
    expect(sessionStorage.getItem("create-process")).toBeNull();
  });
});
