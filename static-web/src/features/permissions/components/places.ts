import type { GuideItem } from "@/api/types";

const depth = { phase: 1, objective: 2, task: 3 } as const;

/** The whole process and every item of its tree, as choices; what is deeper stands further in. */
export const placeOptions = (items: GuideItem[], whole: string) => [
  { value: "", label: whole },
  ...items.map((item) => ({ value: item.id, label: `${" ".repeat(2 * depth[item.type])}${item.name}` })),
];

export const depthOf = (item: GuideItem | undefined) => (item ? depth[item.type] : 0);
