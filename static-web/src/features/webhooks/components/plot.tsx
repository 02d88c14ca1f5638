import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { useTexts } from "@/i18n";

/** A stretch of time: the height of its bar, what stands above it, and both in words. Nothing was measured where `value` is missing. */
export type PlotPoint = { key: string; label: string; value?: number; above?: number; cells: string[] };

type PlotProps = {
  title: string;
  /** The plot in a sentence: all that somebody learns who does not see it and wants no table. */
  summary: string;
  points: PlotPoint[];
  /** What the top of the plot stands for; the bars are shares of it. */
  top: number;
  topLabel: string;
  bottomLabel: string;
  /** What the two parts of a bar are. */
  legend: { value: string; above: string };
  columns: string[];
  tone: "rate" | "time";
};

const width = 100;
const height = 40;

/** Bars over time, drawn by hand; the same numbers as a table on request. */
export function Plot({ title, summary, points, top, topLabel, bottomLabel, legend, columns, tone }: PlotProps) {
  const { t } = useTexts();
  const [table, setTable] = useState(false);
  const id = useId();
  return (
    <figure className={`plot plot-${tone}`} aria-labelledby={id}>
      <figcaption className="row-apart">
        <h3 id={id}>{title}</h3>
        <Button small tone="quiet" aria-label={t(table ? "webhooks.plot.hideTable" : "webhooks.plot.showTable", { title })} onPress={() => setTable(!table)}>
          {t(table ? "webhooks.plot.asPlot" : "webhooks.plot.asTable")}
        </Button>
      </figcaption>
      <p className="small soft">{summary}</p>
      {table ? <PlotTable title={title} columns={columns} points={points} /> : (
        <>
          <div className="plot-area">
            <span className="plot-top small soft" aria-hidden="true">{topLabel}</span>
            <span className="plot-bottom small soft" aria-hidden="true">{bottomLabel}</span>
            <Bars points={points} top={top} />
          </div>
          <div className="plot-ends small soft" aria-hidden="true"><span>{points[0]?.label}</span>{points.length > 1 && <span>{points.at(-1)?.label}</span>}</div>
          <div className="row small" aria-hidden="true">
            <span className="plot-key plot-key-value">{legend.value}</span>
            <span className="plot-key plot-key-above">{legend.above}</span>
          </div>
        </>
      )}
    </figure>
  );
}

function Bars({ points, top }: Pick<PlotProps, "points" | "top">) {
  const step = width / Math.max(points.length, 1);
  const bar = Math.min(step * 0.8, 12);
  const scale = (value: number) => (top > 0 ? (height * Math.min(value, top)) / top : 0);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {[0, 0.5, 1].map((line) => <line key={line} className="plot-line" x1="0" x2={width} y1={height * line} y2={height * line} vectorEffect="non-scaling-stroke" />)}
      {points.map(({ key, value, above = 0, cells }, place) => {
        if (value === undefined) return null;
        const x = place * step + (step - bar) / 2;
        const [low, high] = [scale(value), scale(value + above)];
        return (
          <g key={key}>
            <title>{cells.join(" · ")}</title>
            <rect className="plot-value" x={x} width={bar} y={height - low} height={low} />
            <rect className="plot-above" x={x} width={bar} y={height - high} height={high - low} />
          </g>
        );
      })}
    </svg>
  );
}

function PlotTable({ title, columns, points }: Pick<PlotProps, "title" | "columns" | "points">) {
  return (
    <div className="table" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption className="hidden">{title}</caption>
        <thead><tr>{columns.map((column, place) => <th key={column} scope="col" className={place ? "number" : undefined}>{column}</th>)}</tr></thead>
        <tbody>
          {points.map(({ key, cells }) => (
            <tr key={key}>{cells.map((cell, place) => (place ? <td key={place} className="number">{cell}</td> : <th key={place} scope="row">{cell}</th>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
