import { createStore } from "./store";

export type Notice = { id: number; text: string; tone: "done" | "info" | "harm"; action?: { label: string; run: () => void } };

const store = createStore<Notice[]>([]);
const spoken = createStore<string>("");
let last = 0;

/** Says something to people who listen to the page instead of looking at it. */
export const announce = (text: string) => spoken.set(spoken.get() === text ? `${text}\u00a0` : text);

export const notices = {
  use: store.use,
  useSpoken: spoken.use,
  show(text: string, tone: Notice["tone"] = "done", action?: Notice["action"]) {
    const id = ++last;
    store.set([...store.get().slice(-2), action ? { id, text, tone, action } : { id, text, tone }]);
    announce(text);
    // Nothing with a button goes away by itself; nothing harmful does either.
    if (!action && tone !== "harm") setTimeout(() => notices.dismiss(id), 6000);
  },
  dismiss: (id: number) => store.set(store.get().filter((notice) => notice.id !== id)),
};
