let zone: string | undefined;
/** The time zone in which times are written from now on; undefined for the device's own. */
export const showTimesIn = (name: string | undefined) => {
  zone = name;
};

/** How far the clocks of the zone are ahead of UTC at a moment, in milliseconds. */
function aheadAt(moment: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - Math.floor(moment / 1000) * 1000;
}

/**
 * The moment that a field for date and time holds, read by the clocks that times are written by (`showTimesIn`). An hour that the clocks skip is read as if they did not;
 * of an hour that they repeat, the first is meant. Undefined while nothing or half of it is typed, and for a year that has not four digits.
 */
export function momentOf(local: string): string | undefined {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(local) ? Date.parse(`${local}Z`) : NaN;
  if (Number.isNaN(time)) return undefined;
  const day = 86_400_000;
  // As the clocks stood the day before, and as they stand the day after: nearly always the same.
  const [before, after] = [time - aheadAt(time - day), time - aheadAt(time + day)] as const;
  return new Date([before, after].find((moment) => moment + aheadAt(moment) === time) ?? before).toISOString();
}

/** A moment as a field for date and time holds it, to the minute. */
export const fieldTime = (moment: number) => new Date(moment + aheadAt(moment)).toISOString().slice(0, 16);

/** Dates, numbers and names of languages, as the reader's language writes them. */
export function formatter(language: string) {
  const bytes = (length: number) => {
    const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
    const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(length, 1)) / Math.log(1000)));
    const value = length / 1000 ** step;
    return new Intl.NumberFormat(language, { style: "unit", unit: units[step] ?? "byte", unitDisplay: "short", maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 }).format(value);
  };
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
  return {
    bytes,
    number: (value: number) => new Intl.NumberFormat(language).format(value),
    percent: (value: number) => new Intl.NumberFormat(language, { style: "percent" }).format(value / 100),
    date: (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: zone }).format(new Date(iso)),
    moment: (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(new Date(iso)),
    clock: (iso: string) => new Intl.DateTimeFormat(language, { timeStyle: "medium", timeZone: zone }).format(new Date(iso)),
    /** How long it took, in its two largest units: "1 hr 4 min", "12 sec". */
    duration(milliseconds: number) {
      const one = (unit: string, count: number) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(count);
      const seconds = Math.round(milliseconds / 1000);
      if (seconds < 1) return `< ${one("second", 1)}`;
      const parts = ([["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]] as const)
        .map(([unit, length], index, units) => ({ unit, count: Math.floor((index ? seconds % (units[index - 1]?.[1] ?? 1) : seconds) / length) }));
      const first = Math.max(0, parts.findIndex((part) => part.count > 0));
      return parts.slice(first, first + 2).filter((part) => part.count > 0).map(({ unit, count }) => one(unit, count)).join(" ");
    },
    language: (code: string) => names.of(code) ?? code,
    list: (texts: string[]) => new Intl.ListFormat(language, { type: "conjunction" }).format(texts),
    /** "3 days ago"; a date when it is longer ago than a month. */
    ago(iso: string, now: number = Date.now()) {
      const seconds = (new Date(iso).getTime() - now) / 1000;
      const steps: [Intl.RelativeTimeFormatUnit, number][] = [["day", 86400], ["hour", 3600], ["minute", 60]];
      if (Math.abs(seconds) > 30 * 86400) return this.date(iso);
      const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
      for (const [unit, length] of steps) if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
      return format.format(0, "minute");
    },
  };
}
export type Formatter = ReturnType<typeof formatter>;
