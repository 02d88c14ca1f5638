import { afterEach, describe, expect, it } from "vitest";
import { fieldTime, momentOf, showTimesIn } from "./format";

afterEach(() => showTimesIn(undefined));

describe("A field for date and time", () => {
  it.each([
    ["Europe/Riga", "2026-01-15T12:00", "2026-01-15T10:00:00.000Z"],
    ["Europe/Riga", "2026-07-15T12:00:30", "2026-07-15T09:00:30.000Z"],
    ["Europe/Madrid", "2026-07-15T00:30", "2026-07-14T22:30:00.000Z"],
    ["Asia/Kathmandu", "2026-07-15T00:00", "2026-07-14T18:15:00.000Z"],
    ["America/St_Johns", "2026-12-31T23:30", "2027-01-01T03:00:00.000Z"],
    ["UTC", "2026-07-15T12:00", "2026-07-15T12:00:00.000Z"],
  ])("is read by the clocks of %s", (zone, local, moment) => {
    showTimesIn(zone);
    expect(momentOf(local)).toBe(moment);
    expect(fieldTime(Date.parse(moment))).toBe(local.slice(0, 16));
  });

  it.each([
    ["the last minute before", "2026-03-29T02:59", "2026-03-29T00:59:00.000Z"],
    ["a time that is skipped", "2026-03-29T03:30", "2026-03-29T01:30:00.000Z"],
    ["the first minute after", "2026-03-29T04:00", "2026-03-29T01:00:00.000Z"],
  ])("knows when the clocks go forward: %s", (_, local, moment) => {
    showTimesIn("Europe/Riga");
    expect(momentOf(local)).toBe(moment);
  });

  it.each([
    ["the last minute before", "2026-10-25T02:59", "2026-10-24T23:59:00.000Z"],
    ["a time that comes twice, the first time", "2026-10-25T03:30", "2026-10-25T00:30:00.000Z"],
    ["the first minute that comes once again", "2026-10-25T04:00", "2026-10-25T02:00:00.000Z"],
  ])("knows when the clocks go back: %s", (_, local, moment) => {
    showTimesIn("Europe/Riga");
    expect(momentOf(local)).toBe(moment);
  });

  it.each([["2026-03-07", 3], ["2026-10-31", 3]])("gives back every half hour that the clocks show once, from %s on", (day, days) => {
    showTimesIn("America/New_York");
    for (let step = 0; step < 48 * days; step++) {
      const moment = Date.parse(day) + step * 1_800_000;
      const again = Date.parse(momentOf(fieldTime(moment)) ?? "");
      // Of the hour that the clocks repeat, the first is meant.
      if (again !== moment) expect([moment - again, fieldTime(moment).slice(0, 13)]).toEqual([3_600_000, "2026-11-01T01"]);
    }
  });

  it("holds no moment while nothing or half of it is typed, or no such year is meant", () => {
    for (const local of ["", "2026-01-15", "2026-01-15T", "2026-13-01T00:00", "02026-01-15T12:00", "+202026-01-15T12:00", "202026-01-15T12:00", "today"]) expect(momentOf(local)).toBeUndefined();
  });
});
