import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { catalogueSizeQuery } from "@/api/catalogue";
import { guideQuery, processesQuery } from "@/api/processes";
import { isCurator, meQuery } from "@/api/session";
import type { Guide, ProcessSummary } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { ProgressBar, StatusShape } from "@/components/ui/progress";
import { AddStarterCatalogue } from "@/components/ui/starter-catalogue";
import { EmptyState, Loading, Skeleton } from "@/components/ui/states";
import { useTexts, withTexts } from "@/i18n";
import { nextTasks } from "../api/next-tasks";
import "../home.css";

const PeopleBlock = lazy(withTexts(() => import("../components/people-block")));

export default function Home() {
  const { t } = useTexts();
  const me = useQuery(meQuery).data;
  const processes = useInfiniteQuery(processesQuery({ sort: "newest" }, 6));
  return (
    <>
      <PageHead title={t("shell.home.hello", { name: me?.name.split(" ")[0] ?? "" })} />
      <Suspense fallback={null}><PeopleBlock /></Suspense>
      <Loading query={processes}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? <Beginning curator={isCurator(me)} /> : <Work processes={items} />;
        }}
      </Loading>
    </>
  );
}

/** The first visit: what this is, and the one thing to do. */
function Beginning({ curator }: { curator: boolean }) {
  const { t } = useTexts();
  const size = useQuery(catalogueSizeQuery);
  const steps = ["one", "two", "three"] as const;
  if (size.isPending) return <Skeleton />;
  const bare = curator && size.data === 0;
  return (
    <div className="home-start">
      {bare ? (
        <EmptyState title={t("shell.home.catalogueEmptyTitle")} actions={<><AddStarterCatalogue /><ButtonLink to="/import">{t("shell.home.import")}</ButtonLink></>}>
          <p>{t("shell.home.catalogueEmptyText")}</p>
        </EmptyState>
      ) : (
        <EmptyState title={t("shell.home.emptyTitle")} actions={<><ButtonLink tone="primary" to="/processes/new">{t("shell.home.create")}</ButtonLink><ButtonLink to="/catalogue">{t("shell.home.browse")}</ButtonLink></>}>
          <p>{t("shell.home.emptyText")}</p>
        </EmptyState>
      )}
      <section className="stack">
        <h2>{t("shell.home.steps.title")}</h2>
        <ol className="home-steps">
          {steps.map((step, index) => (
            <li key={step}><span className="number-mark hue-1" aria-hidden="true">{index + 1}</span><span>{t(`shell.home.steps.${step}`)}</span></li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Work({ processes }: { processes: ProcessSummary[] }) {
  const { t, language } = useTexts();
  const running = processes.filter((process) => process.status !== "finished" && process.tasks.total > 0).slice(0, 4);
  const guides = useQueries({ queries: running.map((process) => guideQuery(process.id, language)) });
  const loaded = guides.flatMap((guide) => (guide.data ? [guide.data] : []));
  const recent = [...processes].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))[0];
  return (
    <div className="home-grid">
      <section className="stack">
        {recent && <Continue process={recent} />}
        <div className="stack-s home-section">
          <h2>{t("shell.home.next")}</h2>
          <p className="soft">{t("shell.home.nextHint")}</p>
        </div>
        {guides.some((guide) => guide.isPending) ? <Skeleton lines={4} /> : <NextTasks guides={loaded} />}
      </section>
      <section className="stack">
        <div className="row-apart"><h2>{t("shell.home.processes")}</h2><Link to="/processes">{t("shell.home.allProcesses")}</Link></div>
        <ul className="stack-s">
          {processes.slice(0, 5).map((process) => (
            <li key={process.id} className="card card-link stack-s home-process">
              <h3><Link to={`/processes/${process.id}`}>{process.name}</Link></h3>
              <ProgressBar value={process.percent} label={process.name} />
              <p className="small soft">{process.tasks.total > 0 ? t("processes.tasks", process.tasks) : t("processes.noSchema")}</p>
            </li>
          ))}
        </ul>
        <div><ButtonLink to="/processes/new">{t("shell.home.create")}</ButtonLink></div>
      </section>
    </div>
  );
}

function Continue({ process }: { process: ProcessSummary }) {
  const { t, format } = useTexts();
  return (
    <div className="callout row-apart">
      <div className="stack-s grow">
        <p className="small soft">{t("shell.home.continue")}</p>
        <h2>{process.name}</h2>
        <p className="small soft">{t("processes.changed", { when: format.ago(process.updatedAt) })}</p>
      </div>
      <ButtonLink tone="primary" to={process.tasks.total > 0 ? `/processes/${process.id}/guide` : `/processes/${process.id}`}>{t("shell.home.open")}</ButtonLink>
    </div>
  );
}

function NextTasks({ guides }: { guides: Guide[] }) {
  const { t } = useTexts();
  const tasks = nextTasks(guides);
  if (tasks.length === 0) return <p className="callout callout-done">{t("shell.home.nothingNext")}</p>;
  return (
    <ul className="rows">
      {tasks.map(({ process, item, reason }) => (
        <li key={item.id}>
          <Link className="home-task" to={`/processes/${process.id}/guide/${item.id}`}>
            <StatusShape status={item.status} />
            <span className="grow">
              <span className="home-task-name" lang={item.untranslated ? item.language : undefined}>{item.name}</span>
              <span className="small soft">{process.name} · {t(`guide.nextReasons.${reason}`)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
