import { describe, expect, it } from "vitest";
import type { Guide, GuideItem, Status } from "@/api/types";
import { forest, neighbours, pathTo, percentOf, statusOf, stepsFrom, tasksOf, withStatus } from "./progress";

const item = (id: string, type: GuideItem["type"], parent?: string, status: Status = "awaiting", prerequisites: string[] = []): GuideItem => ({
  id, type, parent, name: id, language: "en", untranslated: false, status, percent: 0, prerequisites, blockedBy: prerequisites, assets: 0,
  rights: { accessAssets: true, createAssets: true, deleteAssets: true },
});

const guide: Guide = {
  process: { id: "p", name: "p", language: "en", status: "awaiting", percent: 0, tasks: { total: 3, finished: 0 }, createdAt: "", updatedAt: "", administrators: [], administers: true, hasTree: true },
  items: [
    item("engage", "phase"), item("find", "objective", "engage"), item("list", "task", "find"), item("invite", "task", "find", "awaiting", ["list"]),
    item("design", "phase", undefined, "awaiting", ["engage"]), item("idea", "objective", "design"), item("collect", "task", "idea"),
  ],
  next: [{ item: "list", reason: "first" }, { item: "collect", reason: "ready" }],
};
const at = (view: Guide, id: string) => view.items.find((one) => one.id === id);

describe("Progress", () => {
  it("is nothing without tasks", () => {
    expect(percentOf([])).toBe(0);
    expect(statusOf([])).toBe("awaiting");
  });

  it("counts work in progress as half", () => {
    expect(percentOf([{ status: "finished" }, { status: "in_progress" }, { status: "awaiting" }])).toBe(50);
  });

  it("calls a parent finished only when all its children are", () => {
    expect(statusOf([{ status: "finished" }, { status: "finished" }])).toBe("finished");
    expect(statusOf([{ status: "finished" }, { status: "awaiting" }])).toBe("in_progress");
    expect(statusOf([{ status: "awaiting" }, { status: "awaiting" }])).toBe("awaiting");
  });

  it("builds the forest in the order given", () => {
    const [engage, design] = forest(guide.items);
    expect(engage && tasksOf(engage).map((task) => task.id)).toEqual(["list", "invite"]);
    expect(design && tasksOf(design).map((task) => task.id)).toEqual(["collect"]);
  });
});

describe("Changing a task's status ahead of the server", () => {
  const after = withStatus(guide, "list", "finished");

  it("moves the parents and the process", () => {
    expect(at(after, "find")).toMatchObject({ status: "in_progress", percent: 50 });
    expect(at(after, "engage")).toMatchObject({ status: "in_progress", percent: 50 });
    expect(after.process).toMatchObject({ status: "in_progress", percent: 33, tasks: { total: 3, finished: 1 } });
  });

  it("frees what was waiting for it, and takes it off the next steps", () => {
    expect(at(after, "invite")?.blockedBy).toEqual([]);
    expect(after.next.map((step) => step.item)).toEqual(["collect"]);
  });

  it("frees what waits for a whole phase once the phase is finished", () => {
    expect(at(withStatus(after, "invite", "finished"), "design")?.blockedBy).toEqual([]);
    expect(at(after, "design")?.blockedBy).toEqual(["engage"]);
  });

  it("leaves the guide it was given as it was, and the order of items too", () => {
    expect(at(guide, "list")?.status).toBe("awaiting");
    expect(after.items.map((one) => one.id)).toEqual(guide.items.map((one) => one.id));
  });

  it("can be taken back", () => {
    expect(withStatus(after, "list", "awaiting").items).toEqual(guide.items);
  });
});

describe("Finding one's way in the guide", () => {
  it("names the items above", () => {
    expect(pathTo(guide.items, "invite").map((one) => one.id)).toEqual(["engage", "find", "invite"]);
    expect(pathTo(guide.items, "nothing")).toEqual([]);
  });

  it("goes from task to task across objectives and phases", () => {
    expect(neighbours(guide.items, "invite").previous?.id).toBe("list");
    expect(neighbours(guide.items, "invite").next?.id).toBe("collect");
    expect(neighbours(guide.items, "list").previous).toBeUndefined();
  });

  it("offers at most two steps from each status", () => {
    expect(stepsFrom("awaiting")).toEqual({ primary: "in_progress", secondary: "finished" });
    expect(stepsFrom("in_progress")).toEqual({ primary: "finished", secondary: "awaiting" });
    expect(stepsFrom("finished")).toEqual({ primary: "in_progress" });
  });
});
