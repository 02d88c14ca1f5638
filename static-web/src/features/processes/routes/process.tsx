import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Outlet, useParams } from "react-router";
import { processQuery } from "@/api/processes";
import { PageHead, Tabs } from "@/components/ui/page";
import { StatusLabel } from "@/components/ui/progress";
import { Loading, Skeleton } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import "../processes.css";

/** What is around every page of a process: its name, how far it is, its parts. */
export default function ProcessPage() {
  const { t, format } = useTexts();
  const { id = "", item } = useParams();
  const query = useQuery(processQuery(id));
  const root = `/processes/${id}`;
  return (
    <div className="process" data-item={item ? true : undefined}>
      <Loading query={query}>
        {(process) => (
          <>
            <div className="process-head">
              <PageHead title={process.name} back={{ to: "/processes", label: t("processes.title") }}>
                <div className="row">
                  <StatusLabel status={process.status} />
                  {process.hasTree && <span className="small soft">{t("shell.progress", { percent: format.percent(process.percent) })} · {t("processes.tasks", process.tasks)}</span>}
                </div>
              </PageHead>
              <Tabs label={t("processes.tabs.label")} tabs={[
                { to: root, label: t("processes.tabs.overview"), end: true },
                { to: `${root}/guide`, label: t("processes.tabs.guide") },
                { to: `${root}/resources`, label: t("processes.tabs.resources") },
                { to: `${root}/rights`, label: t("processes.tabs.rights") },
                ...(process.administers ? [{ to: `${root}/settings`, label: t("processes.tabs.settings") }] : []),
              ]} />
            </div>
            <Suspense fallback={<Skeleton />}><Outlet /></Suspense>
          </>
        )}
      </Loading>
    </div>
  );
}
