import type { components } from "@/api/schema";

type Wire = components["schemas"];
export type Endpoint = Wire["WebhookEndpoint"];
export type EndpointPage = Wire["WebhookEndpointPage"];
export type EndpointState = Wire["EndpointState"];
export type EndpointRequest = Wire["WebhookEndpointRequest"];
export type SigningKind = Wire["SigningKind"];
export type Framing = Wire["WebhookFraming"];
export type SigningKey = Wire["SigningKey"];
export type Secret = Wire["RevealedSecret"];
export type EndpointWithSecret = Wire["WebhookEndpointSecret"];
export type Message = Wire["WebhookMessage"];
export type MessagePage = Wire["WebhookMessagePage"];
export type MessageDetail = Wire["WebhookMessageDetail"];
export type MessageState = Wire["MessageState"];
export type Attempt = Wire["MessageAttempt"];
export type Answer = Wire["AttemptAnswer"];
export type EventType = Wire["EventType"];
export type Statistics = Wire["EndpointStatistics"];
export type StatisticsPoint = Wire["StatisticsPoint"];
export type PartnerEndpoint = Wire["PartnerEndpoint"];
export type PartnerLink = Wire["PartnerLink"];
export type PartnerRights = Wire["PartnerRights"];
/** An endpoint as far as everybody sees it who looks at it. */
export type SeenEndpoint = Pick<Endpoint, "id" | "url" | "description" | "events" | "framing" | "state" | "reason" | "verifiedAt" | "keys">;
