import type { Guide, GuideItem, NextStep, Process } from "@/api/types";

export type NextTask = { process: Process; item: GuideItem; reason: NextStep["reason"] };

/** The next steps of several processes in one list: begun work first, then in turn, so that no process hides another. */
export function nextTasks(guides: Guide[], limit = 6): NextTask[] {
  const lists = guides.map((guide) => {
    const byId = new Map(guide.items.map((item) => [item.id, item]));
    return guide.next.flatMap((step) => {
      const item = byId.get(step.item);
      return item ? [{ process: guide.process, item, reason: step.reason }] : [];
    });
  });
  const turns = Math.max(0, ...lists.map((list) => list.length));
  const inTurn = Array.from({ length: turns }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat();
  return [...inTurn.filter((task) => task.reason === "in_progress"), ...inTurn.filter((task) => task.reason !== "in_progress")].slice(0, limit);
}
