/** The wire, as the web app speaks it. Names follow the glossary; lists answer `Listing`. */
export type Localized = { text: string; language: string; fallback: boolean };
export type Listing<T> = { items: T[]; total: number; next?: string };
export type Named = { id: string; name: Localized };
export type Person = { subject: string; name: string };

export type Me = { subject: string; name: string; tenant: { id: string; name: string; languages: string[] }; scopes: string[] };
export type Health = { status: "ok" | "degraded"; version: string; checks: { name: string; status: string; detail?: string }[] };

export type Nature = "knowledge" | "external_knowledge" | "software" | "external_software";
export type Facet = { value: string; label?: string; count: number };
export type FacetName = "nature" | "profile" | "form" | "difficulty" | "licence" | "contentLanguage";
export type Rating = { average: number; count: number };

export type InterlinkerSummary = {
  id: string;
  nature: Nature;
  name: Localized;
  description?: Localized;
  difficulty?: string;
  licence?: string;
  form?: string;
  languages: string[];
  logo?: string;
  instantiable: boolean;
  problemProfiles: Named[];
  rating?: Rating;
};
export type TemplateFile = { language: string; name: string; contentType: string; length: number; url: string };
export type Interlinker = InterlinkerSummary & {
  descriptionMarkdown?: Localized;
  overview?: Localized;
  constraints?: Localized;
  regulations?: Localized;
  instructions?: Localized;
  instructionsLink?: Localized;
  tags: string[];
  targets: string[];
  types: string[];
  administrativeScopes: string[];
  isSustainabilityRelated: boolean;
  snapshots: { url: string; name: string }[];
  templates: TemplateFile[];
  externalUri?: Localized;
  integration?: { serviceName: string; capabilities: string[] };
  version: number;
};
export type InterlinkerListing = Listing<InterlinkerSummary> & { facets: Record<FacetName, Facet[]> };
export type ProblemProfile = Named & { description?: Localized; functionality?: Localized; interlinkers: number };

export type ItemType = "phase" | "objective" | "task";
export type SchemaSummary = Named & {
  description?: Localized;
  tags: string[];
  author?: string;
  licence?: string;
  counts: { phases: number; objectives: number; tasks: number };
  languages: string[];
};
export type SchemaNode = Named & {
  type: ItemType;
  description?: Localized;
  prerequisites: string[];
  problemProfiles: Named[];
  isPartOfCodelivery?: boolean;
  items: SchemaNode[];
};
export type Schema = SchemaSummary & { phases: SchemaNode[] };

export type ImportOutcome = "created" | "updated" | "unchanged" | "rejected";
export type KindCounts = Record<ImportOutcome, number>;
export type ImportKind = "interlinker" | "problem_profile" | "coproduction_schema";
export type ImportEntry = {
  kind: ImportKind;
  id: string;
  path: string;
  outcome: ImportOutcome;
  warnings: { code: string; message: string; field?: string }[];
  error?: { code: string; message: string };
};
export type ImportSummary = {
  operationId: string;
  startedAt: string;
  finishedAt?: string;
  source: string;
  counts: Record<ImportKind, KindCounts>;
};
export type ImportReport = ImportSummary & { entries: ImportEntry[] };

export type Upload = { id: string; partSize: number; parts: number; expiresAt: string };
export type UploadState = { id: string; fileName: string; length: number; partSize: number; received: number[] };

export type OperationStatus = "not_started" | "running" | "succeeded" | "failed" | "canceled";
export type Operation = {
  id: string;
  kind: string;
  status: OperationStatus;
  progress?: { done: number; total: number; step?: string };
  createdAt: string;
  updatedAt: string;
  error?: { type: string; detail: string };
  result?: unknown;
};

export type Status = "awaiting" | "in_progress" | "finished";
export type ProcessSummary = {
  id: string;
  name: string;
  language: string;
  aim?: string;
  status: Status;
  percent: number;
  schemaName?: string;
  tasks: { total: number; finished: number };
  createdAt: string;
  updatedAt: string;
};
export type Process = ProcessSummary & {
  idea?: string;
  challenges?: string;
  administrators: Person[];
  schema?: { id: string; name: string; version: number };
  hasTree: boolean;
};
export type GuideItem = {
  id: string;
  type: ItemType;
  parent?: string;
  name: string;
  language: string;
  untranslated: boolean;
  status: Status;
  percent: number;
  prerequisites: string[];
  blockedBy: string[];
  assets: number;
  isPartOfCodelivery?: boolean;
};
export type NextStep = { item: string; reason: "in_progress" | "ready" | "first" };
export type Guide = { process: Process; items: GuideItem[]; next: NextStep[] };
export type TreeItem = GuideItem & {
  description?: Localized;
  problemProfiles: Named[];
  path: { id: string; name: string }[];
  revision: string;
};

export type Reason =
  | { code: "matches_task_problems" | "matches_objective_problems" | "matches_phase_problems"; matched: Named[]; of: number }
  | { code: "in_your_language" | "other_language"; language: string }
  | { code: "used_in_finished_processes"; count: number }
  | { code: "well_rated"; average: number }
  | { code: "generic"; profiles: number }
  | { code: "not_available"; why: "no_template" | "no_address" | "not_connected" };
export type Recommendation = { interlinker: InterlinkerSummary; score: number; generic: boolean; reasons: Reason[] };
export type Recommendations = { basis: "match" | "fallback" | "none"; items: Recommendation[]; total: number };

export type Asset = {
  id: string;
  item: string;
  kind: "internal" | "external";
  name: string;
  language?: string;
  untranslated: boolean;
  interlinker?: Named;
  uri?: string;
  file?: { name: string; contentType: string; length: number; version: number; url: string };
  createdAt: string;
  createdBy: Person;
  updatedAt: string;
  revision: string;
};
export type AssetVersion = { version: number; name: string; contentType: string; length: number; createdAt: string; createdBy: Person };
