import { useTexts } from "@/i18n";
import type { Status } from "@/api/types";

/** How far something is, as a bar with its number beside it. */
export function ProgressBar({ value, label, text }: { value: number; label: string; text?: string }) {
  const { format } = useTexts();
  const percent = Math.min(100, Math.max(0, value));
  const shown = text ?? format.percent(percent);
  return (
    <div className="bar">
      <div className="bar-track" role="progressbar" aria-label={label} aria-valuenow={Math.round(percent)} aria-valuemin={0} aria-valuemax={100} aria-valuetext={shown}>
        <div className="bar-fill" style={{ width: `${percent}%` }} />
      </div>
      <span className="bar-text" aria-hidden="true">{shown}</span>
    </div>
  );
}

/** The same as a ring. The number stands in the middle; the name belongs beside it. */
export function ProgressRing({ value, label, size = 72 }: { value: number; label: string; size?: number }) {
  const { format } = useTexts();
  const stroke = size / 10;
  const radius = (size - stroke) / 2;
  const round = 2 * Math.PI * radius;
  return (
    <svg className="ring" width={size} height={size} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`${label}: ${format.percent(value)}`}>
      <g fill="none" strokeWidth={stroke} transform={`rotate(-90 ${size / 2} ${size / 2})`}>
        <circle className="ring-track" cx={size / 2} cy={size / 2} r={radius} />
        {value > 0 && <circle className="ring-fill" cx={size / 2} cy={size / 2} r={radius} strokeDasharray={round} strokeDashoffset={round * (1 - value / 100)} strokeLinecap="round" />}
      </g>
      <text className="ring-text" x="50%" y="50%" dy="0.35em" textAnchor="middle" fontSize={size / 4}>{format.percent(value)}</text>
    </svg>
  );
}

/** Ring, half and tick: each status has its own shape, so that colour only helps. */
export function StatusShape({ status, size = 18 }: { status: Status; size?: number }) {
  return (
    <svg className={`status-${status}`} width={size} height={size} viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      {status === "finished" ? (
        <><circle cx="9" cy="9" r="8" fill="currentColor" /><path d="m5.2 9.3 2.6 2.6 5-5.4" fill="none" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" /></>
      ) : (
        <><circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" />{status === "in_progress" && <path d="M9 4a5 5 0 0 1 0 10z" fill="currentColor" />}</>
      )}
    </svg>
  );
}

export function StatusLabel({ status }: { status: Status }) {
  const { t } = useTexts();
  return <span className={`status status-${status}`}><StatusShape status={status} />{t(`shell.status.${status}`)}</span>;
}
