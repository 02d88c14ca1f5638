import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useRested } from "@/lib/hooks";
import { replaced } from "./filters";

/** A search field whose words go into the address once the typing rests. */
export function useSearchText() {
  const [parameters, setParameters] = useSearchParams();
  const inAddress = parameters.get("text") ?? "";
  const [typed, setTyped] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  const rested = useRested(typed);
  // The address changed by itself (back, a link): it wins over what was typed before.
  if (seen !== inAddress) {
    setSeen(inAddress);
    if (inAddress !== rested.trim()) setTyped(inAddress);
  }
  useEffect(() => {
    if (rested === typed && rested.trim() !== inAddress) setParameters((now) => replaced(now, "text", rested.trim()), { replace: true });
  }, [rested, typed, inAddress, setParameters]);
  return { typed, setTyped, text: inAddress };
}
