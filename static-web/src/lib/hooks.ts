import { useEffect, useRef, useState } from "react";

/** The value, once it has rested for a while. */
export function useRested<T>(value: T, milliseconds = 300): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

/** Whether some time has passed since the component appeared: what is quicker than this shows no skeleton. */
export function useDelay(milliseconds = 300): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}

const asItIs = <T,>(draft: T) => draft;

/** What a person is typing, kept in this tab until `forget` or until they sign out: a reload or a lost session loses nothing. `kept` leaves out what must not lie about. */
export function useDraft<T extends object>(key: string, initial: T, kept: (draft: T) => T = asItIs) {
  const [draft, setDraft] = useState<T>(() => {
    const before = sessionStorage.getItem(key);
    if (!before) return initial;
    try {
      return { ...initial, ...(JSON.parse(before) as Partial<T>) };
    } catch {
      return initial;
    }
  });
  const forgotten = useRef(false);
  useEffect(() => {
    if (!forgotten.current) sessionStorage.setItem(key, JSON.stringify(kept(draft)));
  }, [key, draft, kept]);
  const forget = () => {
    forgotten.current = true;
    sessionStorage.removeItem(key);
  };
  return { draft, change: (part: Partial<T>) => setDraft((now) => ({ ...now, ...part })), forget };
}

/** Whether the window is at least this wide. */
export function useWide(pixels: number): boolean {
  const query = `(min-width: ${pixels}px)`;
  const [wide, setWide] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    const follow = () => setWide(list.matches);
    follow();
    list.addEventListener("change", follow);
    return () => list.removeEventListener("change", follow);
  }, [query]);
  return wide;
}
