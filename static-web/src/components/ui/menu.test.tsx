import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ActionMenu } from "./menu";

test("A group may be called as one of its entries", async () => {
  const leave = vi.fn();
  render(<ActionMenu label="Account of Ilze" trigger="Ilze" className="" groups={[{ id: "account", title: "Ilze", entries: [{ id: "account", label: "Account", run: vi.fn() }, { id: "leave", label: "Sign out", run: leave }] }]} />);
  await userEvent.click(screen.getByRole("button", { name: "Account of Ilze" }));
  expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["Account", "Sign out"]);
  await userEvent.click(screen.getByRole("menuitem", { name: "Sign out" }));
  expect(leave).toHaveBeenCalledOnce();
});
