export type MockItem = { id: string; status: string; revision: string };
export type MockOperation = { id: string; status: string; attempt: number; canceled?: { reason?: string } };
export type MockTenant = { name: string; suspended: boolean; terminology: Record<string, Record<string, string>>; accent?: { light: string; dark: string } };
export type MockState = { operations: MockOperation[]; signedIn: boolean; bare: boolean; importing?: boolean; accepted?: string; processes: { id: string; name: string; revision: number }[]; trees: Map<string, MockItem[]>; assets: { id: string }[]; uploads: Map<string, { received: number[] }>; tenant: MockTenant; tenantRevision: number };
export type Mock = { url: string; state: MockState; stop: () => Promise<void> };
export function startMock(options?: { port?: number; scenario?: "full" | "empty" | "signed-out" }): Promise<Mock>;
