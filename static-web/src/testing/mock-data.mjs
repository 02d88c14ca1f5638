// Invented content for tests and screenshots: a small catalogue, a schema, two processes. Nothing here is shipped.
const text = (value, language = "en", fallback = false) => ({ text: value, language, fallback });

export const profiles = [
  ["REACH", "People who should take part are hard to reach", "Invitations go out, but the same few people answer.", "Ways to find and invite people who seldom take part."],
  ["TRUST", "Partners do not know each other yet", "Organizations meet for the first time and hesitate to share.", "Formats that let partners meet and agree on rules."],
  ["GOAL", "The goal is described differently by everyone", "Talks go in circles because words mean different things.", "Canvases and exercises that bring out one shared goal."],
  ["IDEAS", "There are too few ideas, or always the same", "The first idea wins because there is no second.", "Methods for collecting, sorting and choosing ideas."],
  ["COST", "Nobody knows what it will cost to run", "Building is paid for, running is not.", "Templates for running costs and how they are covered."],
  ["MEASURE", "Success cannot be measured", "There is no picture of before, so nobody can show the change.", "Indicators and questionnaires with examples."],
].map(([id, name, description, functionality]) => ({ id, name: text(name), description: text(description), functionality: text(functionality), interlinkers: 0 }));

const named = (...ids) => profiles.filter((profile) => ids.includes(profile.id)).map(({ id, name }) => ({ id, name }));

const entries = [
  ["stakeholder-map", "Stakeholder map", "knowledge", "A one-page map of everyone who is touched by the service, with a short exercise to fill it in together.", "easy", "permissive", "canvas_template", ["en", "it", "es"], ["REACH", "TRUST"]],
  ["invitation-kit", "Invitation kit for residents", "knowledge", "Letters, posters and short messages that invite people who seldom come to a town meeting.", "very_easy", "public_domain", "document_template", ["en", "lv"], ["REACH"]],
  ["partnership-agreement", "Partnership agreement", "knowledge", "A plain agreement between partners: who brings what, who decides, and how to leave again.", "medium", "permissive", "document_template", ["en"], ["TRUST"]],
  ["shared-goal-canvas", "Shared goal canvas", "knowledge", "Brings out in one hour what each person means by the goal, and ends with one sentence that all can sign.", "easy", "copyleft", "canvas_template", ["en", "it"], ["GOAL", "TRUST"]],
  ["idea-board", "Idea board", "software", "An online board to collect, group and vote on ideas, open to people without an account.", "easy", "copyleft", "tool", ["en", "it", "es", "lv"], ["IDEAS", "REACH"]],
  ["survey-maker", "Survey maker", "software", "Builds short surveys in several languages, with results that are counted while they come in.", "easy", "copyleft", "tool", ["en", "es"], ["MEASURE", "REACH"]],
  ["running-cost-sheet", "Running cost sheet", "knowledge", "A spreadsheet with the usual costs of a small public service over five years.", "difficult", "non_commercial", "spreadsheet_template", ["en"], ["COST"]],
  ["video-rooms", "Open video rooms", "external_software", "Video meetings in the browser, without an account, run by a public body.", "very_easy", "permissive", "tool", ["en", "es"], ["REACH"]],
  ["indicator-guide", "Guide to simple indicators", "external_knowledge", "Twelve indicators that a small team can really keep, each with an example.", "medium", "public_domain", "guide", ["it"], ["MEASURE"]],
  ["persona-cards", "Persona cards", "knowledge", "Cards that help a group to speak about real people instead of “the user”.", "easy", "permissive", "canvas_template", ["en", "es"], ["GOAL", "IDEAS"]],
  ["service-blueprint", "Service blueprint", "knowledge", "Shows on one sheet what people see of a service and what happens behind the counter.", "difficult", "permissive", "canvas_template", ["en", "it", "es", "lv"], ["GOAL", "COST"]],
  ["feedback-form", "Feedback form for events", "knowledge", "Seven questions for the end of a meeting, tested with three towns.", "very_easy", "public_domain", "survey_template", ["en", "lv"], ["MEASURE"]],
];

export const interlinkers = entries.map(([id, name, nature, description, difficulty, licence, form, languages, problems], index) => {
  const foreign = !languages.includes("en");
  return {
    id, nature, difficulty, licence, form, languages,
    name: text(name, foreign ? languages[0] : "en", foreign),
    description: text(description, foreign ? languages[0] : "en", foreign),
    instantiable: id !== "partnership-agreement",
    problemProfiles: named(...problems),
    ...(index % 3 === 0 ? { rating: { average: 4.3, count: 12 } } : {}),
  };
});
for (const profile of profiles) profile.interlinkers = interlinkers.filter((entry) => entry.problemProfiles.some((one) => one.id === profile.id)).length;

export function interlinker(id) {
  const summary = interlinkers.find((entry) => entry.id === id);
  if (!summary) return undefined;
  const file = summary.nature === "knowledge";
  return {
    ...summary,
    descriptionMarkdown: text(`${summary.description.text}\n\nIt works best with **four to eight people** around one table:\n\n- one person keeps the time,\n- one person writes,\n- everyone else talks.`),
    overview: text("Print it large, keep it on the wall, and come back to it when the group gets lost."),
    instructions: text("## Before the meeting\n\n1. Choose a room with a free wall.\n2. Print the sheet in A1 or larger.\n3. Send the invitation a week ahead.\n\n## In the meeting\n\nLet everyone write alone for five minutes first. Then collect, group and name what belongs together. More in the [open handbook](https://example.org/handbook).\n\n| Step | Minutes |\n|---|---|\n| Write alone | 5 |\n| Collect | 20 |\n| Group and name | 15 |"),
    constraints: text("Needs about one hour and somebody who leads the talk."),
    tags: ["workshop", "paper"], targets: ["all"], types: ["enhancing_services"], administrativeScopes: ["local", "regional"], isSustainabilityRelated: true,
    snapshots: [1, 2, 3].map((number) => ({ url: `/api/catalogue/files/snapshot-${number}/picture.svg`, name: `Picture ${number}` })),
    templates: file && summary.instantiable ? summary.languages.map((language) => ({ language, name: `${id}.${language}.docx`, contentType: "application/octet-stream", length: 48213, url: `/api/catalogue/files/0/${id}.${language}.docx` })) : [],
    ...(summary.nature.startsWith("external") ? { externalUri: text("https://example.org/tool") } : {}),
    version: 3,
  };
}

const shape = [
  ["Engage", "Find the people and agree to work together.", [
    ["Find the people", [["List who is touched by the service", "REACH", "GOAL"], ["Invite people who seldom take part", "REACH"], ["Hold a first open meeting", "TRUST", "REACH"]]],
    ["Agree to work together", [["Write down a shared goal", "GOAL"], ["Sign a partnership agreement", "TRUST"]]],
  ]],
  ["Design", "Understand the problem and decide what to build.", [
    ["Understand the problem", [["Talk to ten users", "REACH", "MEASURE"], ["Describe a day with and without the service", "GOAL"]]],
    ["Choose an idea", [["Collect ideas", "IDEAS"], ["Choose the idea to build", "IDEAS", "GOAL"], ["Draw the service on one sheet", "GOAL", "COST"]]],
  ]],
  ["Build", "Make it, try it, mend it.", [
    ["Make a first version", [["Plan the first version"], ["Build it with the partners"]]],
    ["Try it out", [["Test with five people", "MEASURE"], ["Mend what did not work"]]],
  ]],
  ["Sustain", "Keep it running and keep it honest.", [
    ["Keep it running", [["Work out what it costs to run", "COST"], ["Decide who looks after it", "TRUST"]]],
    ["Keep it honest", [["Measure what has changed", "MEASURE"], ["Tell the story"]]],
  ]],
];

const slug = (name) => name.toLowerCase().replace(/[^a-z]+/g, "-");
const node = (type, name, description, problems, items, prerequisites = []) => ({ id: slug(name), type, name: text(name), ...(description ? { description: text(description) } : {}), prerequisites, problemProfiles: named(...problems), items });

export const schema = {
  id: "small-service", name: text("A small public service, from idea to daily use"), tags: ["municipality"], author: "Interlink", licence: "permissive",
  description: text("For towns and associations that want to build one service together. Four phases, about six months."),
  counts: { phases: 4, objectives: 8, tasks: 18 }, languages: ["en", "it", "es", "lv"],
  phases: shape.map(([name, description, objectives], index) => node("phase", name, description, [], objectives.map(([objective, tasks]) =>
    node("objective", objective, "Together these tasks lead to one result that everyone can see.", [], tasks.map(([task, ...problems], position) =>
      node("task", task, "Do this with at least two partners, so that it does not rest on one person.\n\n**You are done when** the result hangs on the wall, is understood by somebody who was not there, and everyone has had a say.", problems, [],
        position > 0 ? [slug(tasks[position - 1][0])] : [])))), index > 0 ? [slug(shape[index - 1][0])] : [])),
};

/** The schema's tree as a guide's flat list. */
export function itemsOf(finished, begun) {
  const list = [];
  const walk = (entry, parent) => {
    const status = finished.includes(entry.id) ? "finished" : begun.includes(entry.id) ? "in_progress" : "awaiting";
    list.push({ id: entry.id, type: entry.type, ...(parent ? { parent } : {}), name: entry.name.text, language: "en", untranslated: false, status, percent: 0, prerequisites: entry.prerequisites, blockedBy: [], assets: 0, description: entry.description, problemProfiles: entry.problemProfiles, revision: "1" });
    entry.items.forEach((child) => walk(child, entry.id));
  };
  schema.phases.forEach((phase) => walk(phase));
  return list;
}

const count = (created, updated, unchanged, rejected) => ({ created, updated, unchanged, rejected });
export const report = {
  operationId: "catalogue-import.01", startedAt: "2026-10-02T09:12:00Z", finishedAt: "2026-10-02T09:12:41Z", source: "catalogue.zip",
  counts: { interlinker: count(11, 0, 0, 1), problem_profile: count(6, 0, 0, 0), coproduction_schema: count(1, 0, 0, 0) },
  entries: [
    { kind: "interlinker", id: "lost-sheet", path: "interlinkers/knowledge/Lost-sheet", outcome: "rejected", warnings: [], error: { code: "unknown_profile", message: "The problem profile LOST does not exist." } },
    ...interlinkers.map((entry, index) => ({ kind: "interlinker", id: entry.id, path: `interlinkers/${entry.nature}/${entry.id}`, outcome: "created", warnings: index % 4 === 0 ? [{ code: "missing_translation", message: "The language lv is declared but has no name.", field: "name_translations" }] : [] })),
    { kind: "coproduction_schema", id: schema.id, path: `schemas/${schema.id}`, outcome: "created", warnings: [] },
  ],
};
/** An import that broke off before it had saved anything. */
export const brokenImport = {
  operationId: "catalogue-import.failed", startedAt: "2026-10-01T09:12:00Z", finishedAt: "2026-10-01T09:12:09Z", source: "broken.zip",
  counts: { interlinker: count(0, 0, 0, 0), problem_profile: count(0, 0, 0, 0), coproduction_schema: count(0, 0, 0, 0) },
  error: { type: "import-interrupted", detail: "The import broke off before its end." },
};

const begun = Date.now() - 95_000;
const at = (seconds) => new Date(begun + 1000 * seconds).toISOString();
const steps = (...words) => words.map((step, index) => ({ step, startedAt: at(4 * index), finishedAt: at(4 * index + 4), outcome: "done" }));
const operation = (id, status, more) => ({
  id, kind: "catalogue-import", status, summary: `${id.split(".")[1]}.zip`, startedBy: { subject: "s1", name: "Ada Example" }, createdAt: at(-1), updatedAt: at(20), startedAt: at(0),
  attempt: 1, steps: [], attempts: [], can: { cancel: status === "running", retry: status === "failed" || status === "canceled" }, ...more,
});
/** One operation of each state. */
export const operations = () => [
  operation("catalogue-import.running", "running", {
    progress: { done: 7, total: 19, step: "saving-interlinkers" }, steps: [...steps("reading", "checking", "saving-problems"), { step: "saving-interlinkers", startedAt: at(12) }],
  }),
  operation("catalogue-import.failed", "failed", {
    endedAt: at(80), error: { type: "import-interrupted", detail: "The import broke off before its end." }, attempt: 2, retried: { by: { subject: "s2", name: "Ben Example" }, at: at(-1) },
    steps: [...steps("reading", "checking"), { step: "saving-problems", startedAt: at(8), finishedAt: at(76), outcome: "failed" }, { step: "reporting", startedAt: at(76), finishedAt: at(80), outcome: "done" }],
    attempts: [{ number: 1, status: "canceled", startedAt: at(-600), endedAt: at(-580), canceled: { by: { subject: "s1", name: "Ada Example" }, at: at(-581), reason: "The wrong file" } }],
  }),
  operation("catalogue-import.refused", "failed", {
    endedAt: at(5), error: { type: "source-not-a-zip", detail: "The source is not a readable zip archive." }, steps: [{ step: "reading", startedAt: at(0), finishedAt: at(5), outcome: "failed" }],
    can: { cancel: false, retry: false, whyNotRetry: "input-refused" },
  }),
  operation(report.operationId, "succeeded", { endedAt: at(24), progress: { done: 19, total: 19 }, steps: steps("reading", "checking", "saving-problems", "saving-interlinkers", "saving-schemas", "reporting") }),
];
