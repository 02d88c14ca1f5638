import { useEffect, useRef } from "react";
import type { Operation } from "@/api/types";
import { operationName } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";
import { announce } from "@/lib/notices";

/** Says aloud when an operation that was seen stands otherwise than before; never what was there from the beginning. */
export function useAnnouncements(operations: Operation[]) {
  const { t } = useTexts();
  const seen = useRef(new Map<string, string>());
  useEffect(() => {
    for (const operation of operations) {
      const before = seen.current.get(operation.id);
      if (before && before !== operation.status) announce(t("operations.changed", { name: operationName(operation, t), status: t(`operations.statuses.${operation.status}`) }));
      seen.current.set(operation.id, operation.status);
    }
  }, [operations, t]);
}
