import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { Link } from "react-router";
import type { Tagged } from "@/api/client";
import { itemQuery } from "@/api/processes";
import type { Guide, GuideItem, TreeItem } from "@/api/types";
import { Icon } from "@/components/ui/icons";
import { ProgressBar, StatusLabel, StatusShape } from "@/components/ui/progress";
import { Loading, Skeleton } from "@/components/ui/states";
import { LanguageMark, Markdown, Phrase } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { neighbours } from "@/lib/progress";
import type { ResourcesOf } from "../routes/guide";
import { Recommendations } from "./recommendations";
import { StatusActions } from "./status-actions";

type PanelProps = { guide: Guide; item: string; Resources: ResourcesOf; alone: boolean };

/** Everything about one item of the tree. Where it is alone on the screen, the process is named for people who listen. */
export function ItemPanel({ guide, item, Resources, alone }: PanelProps) {
  const { language } = useTexts();
  const query = useQuery(itemQuery(guide.process.id, item, language));
  const known = guide.items.find((one) => one.id === item);
  return (
    <article className="stack-l">
      {alone && <h1 className="hidden">{guide.process.name}</h1>}
      <header className="stack-s">
        {known && <Path guide={guide} item={known} />}
        <h2 className="item-name" tabIndex={-1} lang={known?.untranslated ? known.language : undefined}>{known?.name}</h2>
        {known?.untranslated && <p><LanguageMark language={known.language} /></p>}
      </header>
      <Loading query={query} lines={6}>{(full) => <Body guide={guide} item={full} Resources={Resources} />}</Loading>
    </article>
  );
}

function Path({ guide, item }: { guide: Guide; item: GuideItem }) {
  const { t } = useTexts();
  const above: GuideItem[] = [];
  for (let up = guide.items.find((one) => one.id === item.parent); up; up = guide.items.find((one) => one.id === up?.parent)) above.unshift(up);
  if (above.length === 0) return <p className="crumbs soft">{t(`catalogue.types.${item.type}`)}</p>;
  return (
    <nav className="crumbs" aria-label={t("guide.path")}>
      <ol>{above.map((one) => <li key={one.id}><Link to={`/processes/${guide.process.id}/guide/${one.id}`} lang={one.untranslated ? one.language : undefined}>{one.name}</Link></li>)}</ol>
    </nav>
  );
}

function Body({ guide, item, Resources }: { guide: Guide; item: Tagged<TreeItem>; Resources: ResourcesOf }) {
  const { t } = useTexts();
  const { id } = guide.process;
  const isTask = item.type === "task";
  return (
    <>
      {isTask ? (
        <div className="stack-s">
          <StatusActions process={id} item={item} />
          <Blocked guide={guide} item={item} />
        </div>
      ) : <div className="row item-progress"><StatusLabel status={item.status} /><div className="grow"><ProgressBar value={item.percent} label={item.name} /></div></div>}
      <section className="stack-s">
        <h3>{t("guide.whatAndWhy")}</h3>
        {item.description ? (
          <>
            {item.description.fallback && <p><LanguageMark language={item.description.language} /></p>}
            <Markdown text={item.description.text} language={item.description.fallback ? item.description.language : undefined} />
          </>
        ) : <p className="soft">{t("guide.noDescription")}</p>}
        {item.problemProfiles.length > 0 && (
          <details className="item-problems">
            <summary>{t("guide.problems")} ({item.problemProfiles.length})</summary>
            <ul>{item.problemProfiles.map((profile) => <li key={profile.id}><Phrase text={profile.name} /></li>)}</ul>
          </details>
        )}
        {item.isPartOfCodelivery && <p><span className="tag">{t("guide.codelivery")}</span></p>}
      </section>
      {isTask ? (
        <>
          <Suspense fallback={<Skeleton lines={2} />}><Resources process={id} item={item.id} /></Suspense>
          <Recommendations process={guide.process} item={item.id} />
          <Neighbours guide={guide} item={item.id} />
        </>
      ) : <Children guide={guide} item={item} />}
    </>
  );
}

function Blocked({ guide, item }: { guide: Guide; item: TreeItem }) {
  const { t } = useTexts();
  const others = guide.items.filter((one) => item.blockedBy.includes(one.id));
  if (others.length === 0 || item.status === "finished") return null;
  return (
    <div className="callout callout-attention stack-s">
      <h3>{t("guide.blockedTitle")}</h3>
      <p>{t("guide.blockedText", { count: others.length })}</p>
      <ul className="stack-s">{others.map((one) => <li key={one.id} className="row"><StatusShape status={one.status} /><Link to={`/processes/${guide.process.id}/guide/${one.id}`}>{one.name}</Link></li>)}</ul>
    </div>
  );
}

function Children({ guide, item }: { guide: Guide; item: TreeItem }) {
  const { t, format } = useTexts();
  const children = guide.items.filter((one) => one.parent === item.id);
  if (children.length === 0) return null;
  return (
    <section className="stack-s">
      <h3>{item.type === "phase" ? t("guide.objectives") : t("guide.tasks")}</h3>
      <ul className="rows">
        {children.map((child) => (
          <li key={child.id}>
            <Link className="child" to={`/processes/${guide.process.id}/guide/${child.id}`}>
              <StatusShape status={child.status} />
              <span className="grow"><span className="child-name" lang={child.untranslated ? child.language : undefined}>{child.name}</span><span className="small soft">{child.type === "task" ? t(`shell.status.${child.status}`) : t("shell.progress", { percent: format.percent(child.percent) })}</span></span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbours({ guide, item }: { guide: Guide; item: string }) {
  const { t } = useTexts();
  const { previous, next } = neighbours(guide.items, item);
  const root = `/processes/${guide.process.id}/guide`;
  return (
    <nav className="neighbours" aria-label={`${t("guide.previous")} / ${t("guide.nextTask")}`}>
      {previous && <Link to={`${root}/${previous.id}`}><span className="small"><Icon name="back" size={14} />{t("guide.previous")}</span><strong>{previous.name}</strong></Link>}
      {next && <Link className="neighbours-next" to={`${root}/${next.id}`}><span className="small">{t("guide.nextTask")}<Icon name="next" size={14} /></span><strong>{next.name}</strong></Link>}
    </nav>
  );
}
