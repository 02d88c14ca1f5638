import type { Guide, GuideItem, Status } from "@/api/types";

export type Branch = { item: GuideItem; children: Branch[] };

/** The flat guide as a forest, in the order given. */
export function forest(items: GuideItem[]): Branch[] {
  const branches = new Map(items.map((item) => [item.id, { item, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const parent = branch.item.parent ? branches.get(branch.item.parent) : undefined;
    (parent?.children ?? roots).push(branch);
  }
  return roots;
}

/** All tasks of a branch, depth first. */
export const tasksOf = (branch: Branch): GuideItem[] =>
  branch.item.type === "task" ? [branch.item] : branch.children.flatMap(tasksOf);

const worth: Record<Status, number> = { awaiting: 0, in_progress: 0.5, finished: 1 };

/** Mean over the tasks, in whole percent; nothing to do is 0. */
export function percentOf(tasks: Pick<GuideItem, "status">[]): number {
  if (tasks.length === 0) return 0;
  return Math.round((100 * tasks.reduce((sum, task) => sum + worth[task.status], 0)) / tasks.length);
}

/** What a parent's children say about it: all finished, all awaiting, or something between. */
export function statusOf(children: Pick<GuideItem, "status">[]): Status {
  if (children.length === 0 || children.every((child) => child.status === "awaiting")) return "awaiting";
  return children.every((child) => child.status === "finished") ? "finished" : "in_progress";
}

function derive(branch: Branch): Branch {
  if (branch.item.type === "task") return branch;
  const children = branch.children.map(derive);
  const item = { ...branch.item, status: statusOf(children.map((child) => child.item)), percent: percentOf(children.flatMap(tasksOf)) };
  return { item, children };
}

const flatten = (branches: Branch[]): GuideItem[] => branches.flatMap((branch) => [branch.item, ...flatten(branch.children)]);

/** The guide as it will be when the task has this status: shown at once, before the server has answered. */
export function withStatus(guide: Guide, taskId: string, status: Status): Guide {
  const changed = guide.items.map((item) => (item.id === taskId ? { ...item, status, percent: 100 * worth[status] } : item));
  const roots = forest(changed).map(derive);
  const items = flatten(roots);
  const byId = new Map(items.map((item) => [item.id, item]));
  const tasks = items.filter((item) => item.type === "task");
  return {
    process: {
      ...guide.process,
      status: statusOf(roots.map((root) => root.item)),
      percent: percentOf(tasks),
      tasks: { total: tasks.length, finished: tasks.filter((task) => task.status === "finished").length },
    },
    items: items.map((item) => ({ ...item, blockedBy: item.prerequisites.filter((id) => byId.get(id)?.status !== "finished") })),
    next: guide.next.filter((step) => byId.get(step.item)?.status !== "finished"),
  };
}

/** The items above this one, outermost first, and the item itself last. */
export function pathTo(items: GuideItem[], id: string): GuideItem[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const path: GuideItem[] = [];
  for (let item = byId.get(id); item && !path.includes(item); item = item.parent ? byId.get(item.parent) : undefined) path.unshift(item);
  return path;
}

/** The task before and after this one in reading order. */
export function neighbours(items: GuideItem[], id: string): { previous: GuideItem | undefined; next: GuideItem | undefined } {
  const tasks = items.filter((item) => item.type === "task");
  const index = tasks.findIndex((task) => task.id === id);
  return index < 0 ? { previous: undefined, next: undefined } : { previous: tasks[index - 1], next: tasks[index + 1] };
}

/** What a person can do next with a task. */
export function stepsFrom(status: Status): { primary: Status; secondary?: Status } {
  if (status === "awaiting") return { primary: "in_progress", secondary: "finished" };
  return status === "in_progress" ? { primary: "finished", secondary: "awaiting" } : { primary: "in_progress" };
}
