import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { onConsentRequired } from "@/api/client";
import { withTexts } from "@/i18n";

const ConsentDialog = lazy(withTexts(() => import("@/features/privacy/components/consent-dialog")));

/** Where somebody who does not agree can still do what they have a right to. */
const refuge = "/account/privacy";

/** Holds every refused request until the person has agreed to what is new, over the page and what was typed in it. */
export function AskedConsent() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [waiting, setWaiting] = useState<((again: boolean) => void)[]>([]);

  useEffect(() => {
    onConsentRequired(() => new Promise((resolve) => {
      if (window.location.pathname === refuge) resolve(false);
      else setWaiting((list) => [...list, resolve]);
    }));
  }, []);

  const answer = (again: boolean) => {
    waiting.forEach((resolve) => resolve(again));
    setWaiting([]);
  };
  const agreed = () => {
    void client.invalidateQueries({ queryKey: ["consents"] });
    answer(true);
  };
  const leave = () => {
    void navigate(refuge);
    answer(false);
  };

  if (waiting.length === 0) return null;
  return <Suspense fallback={null}><ConsentDialog onAgreed={agreed} onLeave={leave} /></Suspense>;
}
