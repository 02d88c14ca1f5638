export type FieldProblem = { field: string; code: string; message: string };

type Body = { type?: string; title?: string; detail?: string; traceId?: string; errors?: FieldProblem[] };

/** A refusal of the server (problem+json), or the network's silence (status 0, type `unreachable`). */
export class Problem extends Error {
  readonly status: number;
  /** Stable kebab-case name of the refusal. */
  readonly type: string;
  readonly detail: string;
  readonly traceId: string | undefined;
  readonly fields: FieldProblem[];
  /** Seconds to wait, when the server asks for it. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: Body, retryAfter?: number) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.type = body.type?.split("/").pop() || `status-${status}`;
    this.detail = body.detail ?? body.title ?? "";
    this.traceId = body.traceId;
    this.fields = Array.isArray(body.errors) ? body.errors : [];
    this.retryAfter = retryAfter;
  }

  static unreachable(): Problem {
    return new Problem(0, { type: "unreachable", detail: "The server could not be reached." });
  }

  /** Reads a refusal; a body that is no problem+json (a gateway's page) still becomes a usable problem. */
  static async read(response: Response): Promise<Problem> {
    const wait = Number(response.headers.get("Retry-After"));
    const isProblem = response.headers.get("Content-Type")?.includes("json") ?? false;
    const body: unknown = isProblem ? await response.json().catch(() => null) : null;
    return new Problem(response.status, body && typeof body === "object" ? (body as Body) : {}, wait > 0 ? wait : undefined);
  }

  /** Whether the same request may succeed if it is sent again. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export const isProblem = (error: unknown, status?: number): error is Problem =>
  error instanceof Problem && (status === undefined || error.status === status);
