import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { guideQuery } from "@/api/processes";
import type { Guide, Process } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { useTitle } from "@/components/ui/page";
import { ProgressBar, ProgressRing, StatusShape } from "@/components/ui/progress";
import { EmptyState, Loading } from "@/components/ui/states";
import { Markdown } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { forest, tasksOf } from "@/lib/progress";

/** Where the process stands, and what comes next. */
export default function Overview() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(guideQuery(id, language));
  useTitle(query.data && `${t("processes.tabs.overview")} – ${query.data.process.name}`);
  return (
    <Loading query={query}>
      {(guide) => (
        <div className="overview">
          <div className="stack-l">
            {guide.process.hasTree ? <><Steps guide={guide} /><Phases guide={guide} /></> : <NoTree process={guide.process} />}
          </div>
          <aside className="stack-l"><About process={guide.process} /></aside>
        </div>
      )}
    </Loading>
  );
}

function NoTree({ process }: { process: Process }) {
  const { t } = useTexts();
  return (
    <EmptyState title={t("processes.overview.noTreeTitle")} actions={<ButtonLink tone="primary" to={`/processes/${process.id}/schema`}>{t("processes.overview.chooseSchema")}</ButtonLink>}>
      <p>{t("processes.overview.noTreeText")}</p>
    </EmptyState>
  );
}

function Steps({ guide }: { guide: Guide }) {
  const { t } = useTexts();
  const items = new Map(guide.items.map((item) => [item.id, item]));
  return (
    <section className="stack">
      <h2>{t("processes.overview.next")}</h2>
      {guide.next.length === 0 ? <p className="callout callout-done">{t("processes.overview.allDone")}</p> : (
        <ul className="rows">
          {guide.next.map((step) => {
            const item = items.get(step.item);
            return item && (
              <li key={step.item}>
                <Link className="step" to={`/processes/${guide.process.id}/guide/${item.id}`}>
                  <StatusShape status={item.status} />
                  <span className="grow"><span className="step-name" lang={item.untranslated ? item.language : undefined}>{item.name}</span><span className="small soft">{t(`guide.nextReasons.${step.reason}`)}</span></span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Phases({ guide }: { guide: Guide }) {
  const { t } = useTexts();
  return (
    <section className="stack">
      <h2>{t("processes.overview.phases")}</h2>
      <div className="phases">
        <div className="phases-total">
          <ProgressRing value={guide.process.percent} label={t("processes.overview.progress")} size={120} />
          <p className="small soft">{t("processes.tasks", guide.process.tasks)}</p>
        </div>
        <ol className="stack grow">
          {forest(guide.items).map((branch, index) => {
            const tasks = tasksOf(branch);
            return (
              <li key={branch.item.id} className={`phase-row hue-${(index % 4) + 1}`}>
                <span className="number-mark" aria-hidden="true">{index + 1}</span>
                <div className="grow">
                  <Link to={`/processes/${guide.process.id}/guide/${branch.item.id}`} lang={branch.item.untranslated ? branch.item.language : undefined}>{branch.item.name}</Link>
                  <ProgressBar value={branch.item.percent} label={branch.item.name} />
                  <p className="small soft">{t("processes.tasks", { finished: tasks.filter((task) => task.status === "finished").length, total: tasks.length })}</p>
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

function About({ process }: { process: Process }) {
  const { t, format } = useTexts();
  const facts: [string, string][] = [
    [t("processes.overview.language"), format.language(process.language)],
    [t("processes.overview.schema"), process.schema?.name ?? t("processes.noSchema")],
    [t("processes.overview.administrators"), format.list(process.administrators.map((person) => person.name))],
    [t("processes.overview.created"), format.date(process.createdAt)],
  ];
  return (
    <>
      <section className="stack-s">
        <h2>{t("processes.overview.aim")}</h2>
        {process.aim ? <Markdown text={process.aim} language={process.language} /> : <p className="soft">{t("processes.overview.noAim")} <Link to={`/processes/${process.id}/settings`}>{t("processes.overview.addAim")}</Link></p>}
      </section>
      {process.idea && <section className="stack-s"><h2>{t("processes.overview.idea")}</h2><Markdown text={process.idea} language={process.language} /></section>}
      {process.challenges && <section className="stack-s"><h2>{t("processes.overview.challenges")}</h2><Markdown text={process.challenges} language={process.language} /></section>}
      <section className="stack-s">
        <h2>{t("processes.overview.facts")}</h2>
        <dl className="facts">{facts.map(([name, value]) => <div className="fact" key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      </section>
    </>
  );
}
