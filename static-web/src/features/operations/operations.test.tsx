import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { kindText, stepText } from "@/components/ui/operation-words";
import { formatter } from "@/lib/format";
import { visit } from "@/testing/render";
import OperationPage from "./routes/operation";
import Operations from "./routes/operations";

const list = (at = "/operations") => visit(<Operations />, { path: "/operations", at });
const open = (id: string) => visit(<OperationPage />, { path: "/operations/:id", at: `/operations/catalogue-import.${id}` });

describe("The list of operations", () => {
  it("shows what runs with its progress, and what failed with the reason", async () => {
    await list();
    const running = (await screen.findByRole("link", { name: "Catalogue import: running.zip" })).closest("li") as HTMLElement;
    expect(within(running).getByRole("progressbar").getAttribute("aria-valuenow")).toBe("37");
    expect(within(running).getByText("Saving the Interlinkers · 7 of 19")).toBeTruthy();
    const failed = (await screen.findByRole("link", { name: "Catalogue import: failed.zip" })).closest("li") as HTMLElement;
    expect(within(failed).getByText(/broke off before its end/)).toBeTruthy();
  });

  it("is filtered by state, with the number of each", async () => {
    await list();
    expect(await screen.findByRole("button", { name: "All 4", pressed: true })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Failed 2" }));
    await waitFor(() => expect(screen.queryByRole("link", { name: "Catalogue import: running.zip" })).toBeNull());
    expect(screen.getByRole("button", { name: "Failed 2", pressed: true })).toBeTruthy();
  });

  it("says so when nothing matches, and offers to show all", async () => {
    await list("/operations?status=canceled");
    await userEvent.click(await screen.findByRole("button", { name: "Clear all filters" }));
    expect(await screen.findByRole("link", { name: "Catalogue import: running.zip" })).toBeTruthy();
  });
});

describe("An operation", () => {
  it("is cancelled after a question that names it and says what follows", async () => {
    const { server } = await open("running");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel this operation" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Cancel “Catalogue import: running.zip”?" });
    expect(within(dialog).getByText(/Entries that are already in the catalogue stay there/)).toBeTruthy();
    await userEvent.type(within(dialog).getByLabelText(/Why/), "The wrong file");
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel the operation" }));
    expect(await screen.findByRole("heading", { name: "Ada Example cancelled this" })).toBeTruthy();
    expect(screen.getByText("Reason: The wrong file")).toBeTruthy();
    expect(server.state.operations[0]).toMatchObject({ status: "canceled", canceled: { reason: "The wrong file" } });
  });

  it("goes on when the question is answered with no", async () => {
    const { server } = await open("running");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel this operation" }));
    await userEvent.click(await screen.findByRole("button", { name: "Let it run" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(server.state.operations[0]?.status).toBe("running");
  });

  it("that failed tells its steps and earlier attempts, and is tried again", async () => {
    const { server } = await open("failed");
    expect(await screen.findByText("Saving the problems")).toBeTruthy();
    expect(screen.getByText(/Failed · .* · 1 min 8 sec/)).toBeTruthy();
    expect(screen.getByText("Ada Example cancelled this · Reason: The wrong file")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Attempt 3")).toBeTruthy();
    expect(server.state.operations[1]?.attempt).toBe(3);
  });

  it("that cannot be tried again says why and offers no button", async () => {
    await open("refused");
    expect(await screen.findByText(/cannot be tried again with the same file/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("that somebody else ended meanwhile is shown as it stands", async () => {
    const { server } = await open("running");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel this operation" }));
    Object.assign(server.state.operations[0] ?? {}, { status: "succeeded", endedAt: new Date().toISOString(), can: { cancel: false, retry: false } });
    await userEvent.click(await screen.findByRole("button", { name: "Cancel the operation" }));
    expect(await screen.findByText("Everything was done.")).toBeTruthy();
  });
});

describe("The words of operations", () => {
  it("make the best of a kind or step that this version does not know", () => {
    expect(kindText("story-export", i18next.t)).toBe("Story export");
    expect(stepText("packing-files", i18next.t)).toBe("Packing files");
  });

  it("tell how long something took in its two largest units", () => {
    const { duration } = formatter("en");
    expect([400, 12_000, 68_000, 3_840_000, 3_600_000, 90_061_000].map((time) => duration(time)))
      .toEqual(["< 1 sec", "12 sec", "1 min 8 sec", "1 hr 4 min", "1 hr", "1 day 1 hr"]);
  });
});
