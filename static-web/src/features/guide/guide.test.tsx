import { renderHook, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { notices } from "@/lib/notices";
import { visit } from "@/testing/render";
import GuidePage from "./routes/guide";

const task = "talk-to-ten-users";
const Resources = () => <p>resources</p>;
const open = () => visit(<GuidePage Resources={Resources} />, { path: "/processes/:id/guide/:item?", at: `/processes/p1/guide/${task}` });
const find = (state: Awaited<ReturnType<typeof open>>["server"]["state"]) => {
  const item = state.trees.get("p1")?.find((one) => one.id === task);
  if (!item) throw new Error("The invented tree has no such task.");
  return item;
};

describe("The guide", () => {
  it("finishes a task and says so", async () => {
    const { server } = await open();
    await userEvent.click(await screen.findByRole("button", { name: "Mark as finished" }));
    expect(await screen.findByRole("button", { name: "Reopen this task" })).toBeTruthy();
    await waitFor(() => expect(find(server.state).status).toBe("finished"));
  });

  it("takes a change back and shows the latest version when somebody was quicker", async () => {
    const { server } = await open();
    const button = await screen.findByRole("button", { name: "Mark as finished" });
    Object.assign(find(server.state), { revision: "9", status: "awaiting" });
    await userEvent.click(button);
    expect(await screen.findByRole("button", { name: "Start this task" })).toBeTruthy();
    expect(find(server.state).status).toBe("awaiting");
    const { result } = renderHook(() => notices.use());
    expect(result.current.map((notice) => notice.text).join()).toContain("Someone changed this task");
  });

  it("gives the reasons of each recommendation in sentences", async () => {
    await open();
    const card = (await screen.findByRole("heading", { name: "Survey maker" })).closest("li");
    expect(card && within(card).getByText("Matches 2 of 2 problems of this task")).toBeTruthy();
    expect(card && within(card).getByRole("button", { name: "Use it in this task: Survey maker" })).toBeTruthy();
  });
});
