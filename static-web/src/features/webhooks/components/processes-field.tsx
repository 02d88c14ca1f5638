import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { processesQuery, processQuery } from "@/api/processes";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import type { Draft } from "../api/draft";
import { Choice } from "./choice";

type ProcessesProps = { draft: Draft; change: (part: Partial<Draft>) => void; error?: string };

/** Of which processes an endpoint wants to hear. */
export function ProcessesField({ draft, change, error }: ProcessesProps) {
  const { t } = useTexts();
  return (
    <div className="stack-s" id="field-processes" tabIndex={-1}>
      <Choice name="processes" legend={t("webhooks.form.processes")} value={draft.everyProcess ? "all" : "some"} onChange={(value) => change({ everyProcess: value === "all" })}
        options={[{ value: "all", label: t("webhooks.form.processesAll") }, { value: "some", label: t("webhooks.form.processesSome"), hint: t("webhooks.form.processesSomeHint") }]} />
      {error && <p className="field-error"><Icon name="attention" size={16} />{error}</p>}
      {!draft.everyProcess && <Picker chosen={draft.processes} onChange={(processes) => change({ processes })} />}
    </div>
  );
}

function Picker({ chosen, onChange }: { chosen: string[]; onChange: (processes: string[]) => void }) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const query = useInfiniteQuery(processesQuery({ text: useRested(text.trim()) }));
  return (
    <Loading query={query}>
      {({ pages }) => {
        const listed = pages.flatMap((page) => page.items);
        // What was chosen before stays in sight, also when the search does not find it.
        const others = text.trim() ? [] : chosen.filter((id) => !listed.some((process) => process.id === id)).map((id) => ({ id, name: undefined }));
        const all = [...others, ...listed];
        return (
          <div className="webhook-picker stack-s">
            <SearchField label={t("webhooks.form.processesSearch")} value={text} onChange={setText} />
            {all.length === 0 && <p role="status">{t("webhooks.form.processesNotFound")}</p>}
            {all.map(({ id, name }) => (
              <label key={id} className="check">
                <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
                <bdi>{name ?? <TitleOf process={id} />}</bdi>
              </label>
            ))}
            {query.hasNextPage && <div><Button small working={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t("shell.list.more")}</Button></div>}
          </div>
        );
      }}
    </Loading>
  );
}

/** The title of a process that is not on the pages that were fetched; its id until it is known, and when nobody may know it any more. */
function TitleOf({ process }: { process: string }) {
  const title = useQuery({ ...processQuery(process), retry: false });
  return title.data?.name ?? process;
}
