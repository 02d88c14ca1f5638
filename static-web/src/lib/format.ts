let zone: string | undefined;
/** The time zone in which times are written from now on; undefined for the device's own. */
export const showTimesIn = (name: string | undefined) => {
  zone = name;
};

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
