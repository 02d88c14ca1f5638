import { createStore } from "./store";

export type Theme = "system" | "light" | "dark";
const key = "interlink.theme";
const read = (): Theme => {
  const kept = localStorage.getItem(key);
  return kept === "light" || kept === "dark" ? kept : "system";
};
const store = createStore<Theme>("system");

function show(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store.set(theme);
}

export const theme = {
  use: store.use,
  /** Shows what the person chose last time; by default what the device says. */
  start: () => show(read()),
  choose(next: Theme) {
    if (next === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, next);
    show(next);
  },
};
