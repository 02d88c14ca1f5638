import { useState } from "react";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";

/**
 * The revision that a form was filled from, whatever a timer or a list has read since: saving over another one would undo a colleague's change unseen.
 * When somebody else was quicker (412), `save` reads what stands now before it fails: saving again replaces that, and `base` is there to be shown instead.
 */
export function useRevision<T extends object>(first: Tagged<T>, read: () => Promise<Tagged<T>>) {
  const [base, setBase] = useState(first);
  const save = async <R,>(send: (ifMatch: string) => Promise<R>): Promise<R> => {
    try {
      return await send(base.etag);
    } catch (error) {
      if (isProblem(error, 412)) setBase(await read());
      throw error;
    }
  };
  return { base, setBase, save };
}
