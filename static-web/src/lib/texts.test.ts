import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { Problem } from "@/api/problem";
import type { Reason } from "@/api/types";
import { chooseLanguage } from "@/i18n";
import { faultText, fieldErrors, refusalText } from "./forms";
import { formatter } from "./format";
import { localPath, safeLink } from "./links";
import { sentenceOf, weightOf } from "./reasons";

const t = i18next.t;
const english = formatter("en");
const profile = { id: "A", name: { text: "a", language: "en", fallback: false } };
const invalid = (...errors: { field: string; code: string; message: string }[]) => new Problem(400, { type: "/problems/invalid-input", errors });

describe("Reasons", () => {
  const say = (reason: Reason) => sentenceOf(reason, t, english);

  it("count the problems that match", () => {
    expect(say({ code: "matches_task_problems", matched: [profile, profile], of: 3 })).toBe("Matches 2 of 3 problems of this task");
    expect(say({ code: "matches_task_problems", matched: [profile], of: 1 })).toBe("Matches 1 of 1 problem of this task");
    expect(say({ code: "matches_objective_problems", matched: [profile], of: 2 })).toBe("Matches 1 of 2 problems of the objective");
  });

  it("name languages in the reader's words", () => {
    expect(say({ code: "in_your_language", language: "lv" })).toBe("Available in Latvian");
    expect(say({ code: "other_language", language: "it" })).toBe("Only available in Italian");
  });

  it("tell about past use and ratings", () => {
    expect(say({ code: "used_in_finished_processes", count: 1 })).toBe("Used in 1 finished process");
    expect(say({ code: "used_in_finished_processes", count: 4 })).toBe("Used in 4 finished processes");
    expect(say({ code: "well_rated", average: 4.26 })).toBe("Rated 4.3 out of 5");
  });

  it("keep silent about a reason that this version does not know", () => {
    expect(say({ code: "phase_of_the_moon" } as unknown as Reason)).toBeUndefined();
  });

  it("weigh for or against", () => {
    expect(weightOf({ code: "other_language", language: "it" })).toBe("against");
    expect(weightOf({ code: "generic", profiles: 9 })).toBe("plain");
    expect(weightOf({ code: "well_rated", average: 5 })).toBe("for");
  });

  it("follow the rules of the reader's language for numbers", async () => {
    await chooseLanguage("lv");
    expect(sentenceOf({ code: "used_in_finished_processes", count: 21 }, i18next.t, formatter("lv"))).toBe("Izmantots 21 pabeigtā procesā");
    expect(sentenceOf({ code: "used_in_finished_processes", count: 11 }, i18next.t, formatter("lv"))).toBe("Izmantots 11 pabeigtos procesos");
    await chooseLanguage("en");
  });
});

describe("Errors of a form", () => {
  it("stand at the field in the reader's words", () => {
    expect(fieldErrors(invalid({ field: "name", code: "required", message: "x" }, { field: "aim", code: "too_long", message: "x" }), t)).toEqual({ name: "Fill this in", aim: "Make this shorter" });
  });

  it("keep the first fault of a field and follow renamed fields", () => {
    const error = invalid({ field: "uri", code: "required", message: "x" }, { field: "uri", code: "too_long", message: "x" });
    expect(fieldErrors(error, t, { uri: "address" })).toEqual({ address: "Fill this in" });
  });

  it("have a sentence even for a code that is not known", () => {
    expect(faultText({ field: "x", code: "out_of_cheese", message: "x" }, t)).toBe("Check this and change it");
    expect(faultText({ field: "x", code: "missing", message: "x" }, t)).toBe("Fill this in");
  });

  it("are none when the refusal names no field, or is no refusal", () => {
    expect(fieldErrors(new Problem(409, {}), t)).toEqual({});
    expect(fieldErrors(new Error("bug"), t)).toEqual({});
  });

  it("say what to do about a refusal", () => {
    expect(refusalText(new Problem(412, { type: "/problems/stale-revision" }), t)).toContain("latest version");
    expect(refusalText(new Problem(412, {}), t)).toContain("latest version");
    expect(refusalText(new Problem(403, {}), t)).toContain("right to do this");
    expect(refusalText(Problem.unreachable(), t)).toContain("does not answer");
    expect(refusalText(new Problem(500, { detail: "stack trace" }), t)).not.toContain("stack");
  });
});

describe("Links", () => {
  it("lead only to safe places", () => {
    for (const good of ["https://example.org/a", "http://example.org", "mailto:a@example.org", "/catalogue", "#part", "guide/x"]) expect(safeLink(good)).toBe(good);
    for (const bad of ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "", undefined]) expect(safeLink(bad)).toBeUndefined();
  });

  it("after sign-in stay on this site", () => {
    expect(localPath("/processes?text=a")).toBe("/processes?text=a");
    for (const bad of ["https://evil.example", "//evil.example", "/\\evil.example", null, ""]) expect(localPath(bad)).toBe("/");
  });
});

describe("Formats", () => {
  it("write sizes and times for people", () => {
    expect(english.bytes(268_435_456)).toBe("268 MB");
    expect(english.bytes(1500)).toBe("1.5 kB");
    const now = new Date("2026-05-02T12:00:00Z").getTime();
    expect(english.ago("2026-05-02T10:00:00Z", now)).toBe("2 hours ago");
    expect(english.ago("2026-05-01T12:00:00Z", now)).toBe("yesterday");
    expect(english.ago("2026-01-01T12:00:00Z", now)).toContain("2026");
  });
});
