import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { processesQuery } from "@/api/processes";
import type { ProcessSummary, Status } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { ProgressBar, StatusLabel } from "@/components/ui/progress";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import "../processes.css";

const statuses: Status[] = ["awaiting", "in_progress", "finished"];

/** Every process of the reader. */
export default function Processes() {
  const { t } = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState(parameters.get("text") ?? "");
  const text = useRested(typed).trim();
  const status = parameters.getAll("status");
  const sort = parameters.get("sort") ?? "newest";
  const query = useInfiniteQuery(processesQuery({ text, status, sort }));
  const total = query.data?.pages[0]?.total ?? 0;
  const pure = total === 0 && !text && status.length === 0;

  const set = (change: (next: URLSearchParams) => void) => setParameters((now) => {
    const next = new URLSearchParams(now);
    change(next);
    return next;
  }, { replace: true });
  useEffect(() => {
    setParameters((now) => {
      const next = new URLSearchParams(now);
      if (text) next.set("text", text);
      else next.delete("text");
      return next;
    }, { replace: true });
  }, [text, setParameters]);
  const toggle = (one: string) => set((next) => {
    next.delete("status");
    (status.includes(one) ? status.filter((other) => other !== one) : [...status, one]).forEach((value) => next.append("status", value));
  });
  const clear = () => {
    setTyped("");
    set((next) => next.delete("status"));
  };

  return (
    <>
      <PageHead title={t("processes.title")} lead={t("processes.intro")} action={!pure && <ButtonLink tone="primary" to="/processes/new">{t("processes.create")}</ButtonLink>} />
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (pure) {
            return (
              <EmptyState title={t("processes.emptyTitle")} actions={<ButtonLink tone="primary" to="/processes/new">{t("processes.create")}</ButtonLink>}>
                <p>{t("processes.emptyText")}</p>
              </EmptyState>
            );
          }
          return (
            <>
              <div className="process-filters">
                <SearchField label={t("processes.search")} value={typed} onChange={setTyped} />
                <fieldset className="process-statuses">
                  <legend className="hidden">{t("processes.filterStatus")}</legend>
                  {statuses.map((one) => <label key={one} className="check"><input type="checkbox" checked={status.includes(one)} onChange={() => toggle(one)} />{t(`shell.status.${one}`)}</label>)}
                </fieldset>
                <InlineSelect label={t("shell.list.sort")} value={sort} onChange={(value) => set((next) => next.set("sort", value))}
                  options={(["newest", "title"] as const).map((value) => ({ value, label: t(`processes.sort.${value}`) }))} />
              </div>
              <p className="small soft process-found" role="status">{t("processes.found", { count: total })}</p>
              {items.length === 0
                ? <EmptyState title={t("processes.nothingTitle")} actions={<Button onPress={clear}>{t("shell.list.clearAll")}</Button>}><p>{t("processes.nothingText")}</p></EmptyState>
                : <ul className="cards cards-process">{items.map((item) => <ProcessCard key={item.id} process={item} />)}</ul>}
              <Pager shown={items.length} total={total} pages={query} />
            </>
          );
        }}
      </Loading>
    </>
  );
}

function ProcessCard({ process }: { process: ProcessSummary }) {
  const { t, format } = useTexts();
  return (
    <li className="card card-link process-card">
      <StatusLabel status={process.status} />
      <h2><Link to={`/processes/${process.id}`}>{process.name}</Link></h2>
      {process.aim && <p className="soft process-card-aim">{process.aim}</p>}
      <div className="process-card-foot stack-s">
        <ProgressBar value={process.percent} label={t("shell.progress", { percent: format.percent(process.percent) })} />
        <p className="small soft">{process.tasks.total > 0 ? t("processes.tasks", process.tasks) : t("processes.noSchema")}</p>
        <p className="small soft">{process.language.toUpperCase()} · {t("processes.changed", { when: format.ago(process.updatedAt) })}</p>
      </div>
    </li>
  );
}
