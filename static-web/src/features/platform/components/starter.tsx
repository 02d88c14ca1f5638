import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { failureText, stepText } from "@/components/ui/operation-words";
import { useTexts } from "@/i18n";
import { operationQuery, startCatalogue } from "../api/platform";
import { refusalOf } from "../api/refusals";

/** Begins a new tenant's catalogue with the one that comes with the product. */
export function StarterCatalogue({ tenant }: { tenant: string }) {
  const { t } = useTexts();
  const [operation, setOperation] = useState<string>();
  const begin = useMutation({ mutationFn: () => startCatalogue(tenant), onSuccess: ({ id }) => setOperation(id) });
  return (
    <section className="stack-s" aria-labelledby="starter">
      <h2 id="starter">{t("platform.starter.title")}</h2>
      <p className="measure">{t("platform.starter.text")}</p>
      {operation ? <Under tenant={tenant} operation={operation} /> : <div><Button working={begin.isPending} onPress={() => begin.mutate()}>{t("platform.starter.submit")}</Button></div>}
      {begin.isError && <p className="field-error" role="alert"><Icon name="attention" size={16} />{refusalOf(begin.error, t)}</p>}
    </section>
  );
}

function Under({ tenant, operation }: { tenant: string; operation: string }) {
  const { t } = useTexts();
  const { data } = useQuery(operationQuery(operation, tenant));
  const step = data?.progress?.step;
  return (
    <p role="status">
      {data?.status === "succeeded" ? t("platform.starter.done")
        : data?.error ? (failureText(data.error.type, t) ?? t("platform.starter.failed"))
        : step ? stepText(step, t) : t("platform.starter.under")}
    </p>
  );
}
