import type { components } from "./schema";

/** The wire, by the names that the pages use. Generated from docs/openapi.verified.json: `npm run generate`. */
type Wire = components["schemas"];

export type Localized = Wire["Localized"];
export type Listing<T> = { items: T[]; total: number; next?: string };
export type Named = Wire["ProblemProfileReference"];
export type Person = Wire["PersonReference"];

export type Me = Wire["Me"];
export type Profile = Wire["Profile"];
export type ProfileEdit = Wire["EditProfileRequest"];
export type LinkedSignIns = Wire["LinkedSignIns"];
export type LinkCode = Wire["LinkCode"];
export type Health = Wire["Health"];

export type TenantFace = Wire["TenantFace"];
export type TenantSettings = Wire["TenantSettings"];
export type TenantEdit = Wire["EditTenantRequest"];

export type Nature = Wire["InterlinkerNature"];
export type Facet = Wire["Facet"];
export type FacetName = keyof Wire["InterlinkerFacets"];
export type InterlinkerSummary = Wire["InterlinkerSummary"];
export type Interlinker = Wire["Interlinker"];
export type InterlinkerListing = Wire["InterlinkerList"];
export type ProblemProfile = Wire["ProblemProfile"];

export type ItemType = Wire["TreeItemType"];
export type SchemaSummary = Wire["SchemaSummary"];
export type SchemaNode = Wire["SchemaNode"];
export type Schema = Wire["Schema"];

export type ImportOutcome = Wire["ImportOutcome"];
export type KindCounts = Wire["KindCounts"];
export type ImportKind = keyof Wire["ImportCounts"];
export type ImportEntry = Wire["ImportEntry"] & { kind: ImportKind };
export type ImportSummary = Wire["ImportSummary"];
export type ImportReport = Omit<Wire["ImportReport"], "entries"> & { entries: ImportEntry[] };

export type Upload = Wire["UploadTicket"];
export type UploadState = Wire["Upload"];

export type OperationStatus = Wire["OperationStatus"];
export type Operation = Wire["Operation"];
export type OperationStep = Wire["OperationStep"];
export type OperationState = Wire["OperationState"];
export type OperationListing = Wire["OperationList"];
export type OperationFilters = { status: OperationState[]; kind: string[] };

export type Status = Wire["ItemStatus"];
export type ProcessSummary = Wire["ProcessSummary"];
export type Process = Wire["Process"];
export type GuideItem = Wire["GuideItem"];
export type NextStep = Wire["NextStep"];
export type Guide = Wire["Guide"];
export type TreeItem = Wire["TreeItem"];

/** The server's flat reason, told apart by its code. */
export type Reason =
  | { code: "matches_task_problems" | "matches_objective_problems" | "matches_phase_problems"; matched: Named[]; of: number }
  | { code: "in_your_language" | "other_language"; language: string }
  | { code: "used_in_finished_processes"; count: number }
  | { code: "well_rated"; average: number }
  | { code: "generic"; profiles: number }
  | { code: "not_available"; why: "no_template" | "no_address" | "not_connected" };
export type Recommendation = Omit<Wire["Recommendation"], "reasons"> & { reasons: Reason[] };
export type Recommendations = Omit<Wire["Recommendations"], "items"> & { items: Recommendation[] };

/** Every code of the server has its reason above; a new one breaks the build here. */
type Unknown = Exclude<Wire["ReasonCode"], Reason["code"]>;
export const allReasonsKnown: Unknown extends never ? true : Unknown = true;

export type Asset = Wire["Asset"];
export type AssetVersion = Wire["AssetVersion"];

export type LegalDocument = Wire["LegalDocument"];
export type LegalText = Wire["LegalText"];
export type LegalSource = Wire["LegalSource"];
export type Consents = Wire["Consents"];
export type PersonalExport = Wire["PersonalExport"];
export type OwnErasure = Wire["OwnErasure"];
export type Erasure = Wire["Erasure"];
export type ErasureCertificate = Wire["ErasureCertificate"];
export type PrivacySettings = Wire["PrivacySettings"];
