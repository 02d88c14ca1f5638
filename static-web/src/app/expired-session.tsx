import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { onExpiredSession } from "@/api/client";
import { meQuery } from "@/api/session";
import type { Me } from "@/api/types";
import { home } from "@/lib/address";
import { withTexts } from "@/i18n";

const SignInAgain = lazy(withTexts(() => import("@/features/account/components/sign-in-again")));

/** Holds every refused request until the person has signed in again, over the page and what was typed in it. */
export function ExpiredSession() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState<((again: boolean) => void)[]>([]);

  useEffect(() => {
    onExpiredSession(() => new Promise((resolve) => {
      // Somebody who never was signed in here goes to the page instead.
      if (client.getQueryData<Me | null>(meQuery.queryKey)) setWaiting((list) => [...list, resolve]);
      else resolve(false);
    }));
  }, [client]);

  const answer = (again: boolean) => {
    waiting.forEach((resolve) => resolve(again));
    setWaiting([]);
  };

  const signedIn = async () => {
    const before = client.getQueryData<Me | null>(meQuery.queryKey);
    const now = await client.fetchQuery({ ...meQuery, staleTime: 0 });
    if (now?.subject !== before?.subject) {
      // Somebody else from here on: what was typed is not theirs.
      sessionStorage.clear();
      return window.location.assign(home);
    }
    answer(true);
  };

  const leave = () => {
    answer(false);
    sessionStorage.clear();
    client.clear();
    void navigate("/sign-in");
  };

  if (waiting.length === 0) return null;
  return <Suspense fallback={null}><SignInAgain onSignedIn={() => void signedIn()} onLeave={leave} /></Suspense>;
}
