import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { usePortal } from "../api/portal";
import { ranges, statisticsQuery, type Range } from "../api/statistics";
import type { Statistics, StatisticsPoint } from "../api/wire";
import { Plot, type PlotPoint } from "./plot";
import { shareText, shortTime } from "./words";

const names = Object.keys(ranges) as Range[];

/** How the sending to an endpoint goes: in a sentence, and over the last hour, day or month. */
export function Health({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const [range, setRange] = useState<Range>("day");
  const query = useQuery(statisticsQuery(usePortal(), endpoint, range));
  return (
    <section className="stack" aria-labelledby="health-title">
      <div className="row-apart">
        <h2 id="health-title">{t("webhooks.health.title")}</h2>
        <div className="row" role="group" aria-label={t("webhooks.health.range")}>
          {names.map((name) => <button key={name} type="button" className="webhook-chip" aria-pressed={range === name} onClick={() => setRange(name)}>{t(`webhooks.health.ranges.${name}`)}</button>)}
        </div>
      </div>
      <Loading query={query}>{(statistics) => (statistics.total.attempts === 0 ? <p className="soft measure">{t("webhooks.health.none")}</p> : <Figures statistics={statistics} />)}</Loading>
    </section>
  );
}

function Figures({ statistics: { bucket, points, total } }: { statistics: Statistics }) {
  const { t, language, format } = useTexts();
  const label = ({ at }: StatisticsPoint) => (bucket === "day" ? format.date : format.moment)(at);
  const top = Math.max(...points.map((point) => point.p95Milliseconds ?? 0), 1);
  const rates: PlotPoint[] = points.map((point) => {
    const { at, attempts, succeeded, failed } = point;
    const cells = [label(point), format.number(succeeded), format.number(failed), attempts ? shareText(succeeded, attempts, format) : "–"];
    return { key: at, label: label(point), cells, ...(attempts ? { value: succeeded / attempts, above: failed / attempts } : {}) };
  });
  const times: PlotPoint[] = points.map((point) => {
    const { at, medianMilliseconds: median, p95Milliseconds: slow } = point;
    const cells = [label(point), ...[median, slow].map((time) => (time === undefined ? "–" : shortTime(time, language)))];
    return { key: at, label: label(point), cells, ...(median === undefined || slow === undefined ? {} : { value: median, above: Math.max(0, slow - median) }) };
  });
  const [median, slow] = [total.medianMilliseconds ?? 0, total.p95Milliseconds ?? 0].map((time) => shortTime(time, language)) as [string, string];
  return (
    <>
      <p className="measure">{t("webhooks.health.sentence", { share: shareText(total.succeeded, total.attempts, format), attempts: total.attempts })}</p>
      <div className="plots">
        <Plot tone="rate" title={t("webhooks.health.rate")} summary={t("webhooks.health.rateSummary", { succeeded: total.succeeded, attempts: total.attempts })} points={rates} top={1}
          topLabel={format.percent(100)} bottomLabel={format.percent(0)} legend={{ value: t("webhooks.attempt.taken"), above: t("webhooks.attempt.notTaken") }}
          columns={[t("webhooks.plot.from"), t("webhooks.attempt.taken"), t("webhooks.attempt.notTaken"), t("webhooks.plot.share")]} />
        <Plot tone="time" title={t("webhooks.health.time")} summary={t("webhooks.health.timeSummary", { median, slow })} points={times} top={top}
          topLabel={shortTime(top, language)} bottomLabel={shortTime(0, language)} legend={{ value: t("webhooks.plot.median"), above: t("webhooks.plot.slow") }}
          columns={[t("webhooks.plot.from"), t("webhooks.plot.median"), t("webhooks.plot.slow")]} />
      </div>
    </>
  );
}
