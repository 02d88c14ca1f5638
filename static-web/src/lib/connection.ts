import { createStore } from "./store";

export type Connection = "online" | "offline" | "unreachable" | "restored";

const store = createStore<Connection>(typeof navigator !== "undefined" && navigator.onLine === false ? "offline" : "online");
let fading: ReturnType<typeof setTimeout> | undefined;

function restore() {
  if (store.get() === "online" || store.get() === "restored") return;
  store.set("restored");
  clearTimeout(fading);
  fading = setTimeout(() => store.set("online"), 4000);
}

/** What we know about the way to the server: told by the browser and by every request. */
export const connection = {
  use: store.use,
  get: store.get,
  subscribe: store.subscribe,
  /** A request got an answer, any answer. */
  reached: restore,
  /** A request got none. */
  lost: () => store.set(navigator.onLine === false ? "offline" : "unreachable"),
  /** Follows the browser's own events; answers how to stop. */
  watch(): () => void {
    const offline = () => store.set("offline");
    // The browser only knows about the cable; the next request tells the truth.
    const online = () => restore();
    window.addEventListener("offline", offline);
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("offline", offline);
      window.removeEventListener("online", online);
    };
  },
};
