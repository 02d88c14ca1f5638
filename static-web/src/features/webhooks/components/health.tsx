import { useQuery } from "@tanstack/react-query";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { lookEvery } from "../api/messages";
import { usePortal } from "../api/portal";
import { statisticsQuery, type Slot, type Statistics } from "../api/statistics";
import { Plot, type PlotPoint } from "./plot";
import { shareText, shortTime } from "./words";

/** How the sending to an endpoint goes: in a sentence, and over time. */
export function Health({ endpoint }: { endpoint: string }) {
  const { t } = useTexts();
  const query = useQuery({ ...statisticsQuery(usePortal(), endpoint), refetchInterval: lookEvery });
  return (
    <section className="stack" aria-labelledby="health-title">
      <h2 id="health-title">{t("webhooks.health.title")}</h2>
      <Loading query={query}>{(statistics) => (statistics.attempts === 0 ? <p className="soft measure">{t("webhooks.health.none")}</p> : <Figures statistics={statistics} />)}</Loading>
    </section>
  );
}

function Figures({ statistics }: { statistics: Statistics }) {
  const { t, language, format } = useTexts();
  const { attempts, succeeded, messages, median = 0, slow = 0, lastAt, slots } = statistics;
  const share = shareText(succeeded, attempts, format);
  const day = slots.some((slot) => slot.until - slot.from >= 86_400_000);
  const label = (slot: Slot) => (day ? format.date : format.moment)(new Date(slot.from).toISOString());
  const top = Math.max(...slots.map((slot) => slot.slow ?? 0), 1);
  const rates: PlotPoint[] = slots.map((slot) => {
    const all = slot.succeeded + slot.failed;
    const cells = [label(slot), format.number(slot.succeeded), format.number(slot.failed), all ? shareText(slot.succeeded, all, format) : "–"];
    return { key: String(slot.from), label: label(slot), cells, ...(all ? { value: slot.succeeded / all, above: slot.failed / all } : {}) };
  });
  const times: PlotPoint[] = slots.map((slot) => {
    const known = slot.median !== undefined && slot.slow !== undefined;
    const cells = [label(slot), ...[slot.median, slot.slow].map((time) => (time === undefined ? "–" : shortTime(time, language)))];
    return { key: String(slot.from), label: label(slot), cells, ...(known ? { value: slot.median, above: (slot.slow ?? 0) - (slot.median ?? 0) } : {}) };
  });
  return (
    <>
      <p className="measure">{t("webhooks.health.sentence", { share, attempts, messages, when: lastAt ? format.ago(lastAt) : "–" })}</p>
      <div className="plots">
        <Plot tone="rate" title={t("webhooks.health.rate")} summary={t("webhooks.health.rateSummary", { succeeded, attempts })} points={rates} top={1}
          topLabel={format.percent(100)} bottomLabel={format.percent(0)} legend={{ value: t("webhooks.attempt.taken"), above: t("webhooks.attempt.notTaken") }}
          columns={[t("webhooks.plot.from"), t("webhooks.attempt.taken"), t("webhooks.attempt.notTaken"), t("webhooks.plot.share")]} />
        <Plot tone="time" title={t("webhooks.health.time")} summary={t("webhooks.health.timeSummary", { median: shortTime(median, language), slow: shortTime(slow, language) })} points={times} top={top}
          topLabel={shortTime(top, language)} bottomLabel={shortTime(0, language)} legend={{ value: t("webhooks.plot.median"), above: t("webhooks.plot.slow") }}
          columns={[t("webhooks.plot.from"), t("webhooks.plot.median"), t("webhooks.plot.slow")]} />
      </div>
    </>
  );
}
