// The capacity model on paper: from people to requests, request units, storage and euros, and what ends first.
// node infra/capacity/model.mjs prints the tables of docs/operations-guide.md; a test holds the two together.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const assumptions = JSON.parse(readFileSync(new URL("assumptions.json", import.meta.url), "utf8"));
const secondsPerMonth = 730 * 3600;
const gb = (kilobytes) => kilobytes / 1024 / 1024;

/** What a size asks for: requests, request units, storage, instances. */
export function demand(size, { load, cost } = assumptions) {
  const requests = size.people * load.activeShareOfPeople * load.visitsPerActivePersonMonth * load.requestsPerVisit;
  const visits = requests / load.requestsPerVisit;
  const writes = requests * load.writeShare;
  const operations = requests * load.operationShare;
  const busiest = (requests / load.workDaysPerMonth) * load.busiestHourShareOfDay / 3600;
  const burst = busiest * load.burstOverBusiestHour;
  const ruPerRequest = cost.ruIdentity + (1 - load.writeShare - load.operationShare) * cost.ruRead + load.writeShare * cost.ruWrite + load.operationShare * cost.ruOperation;
  const steps = operations * cost.stepsPerOperation;
  const processes = size.tenants * load.processesPerTenant;
  const documents = size.people * cost.documentKilobytesPerPerson + processes * cost.documentKilobytesPerProcess
    + size.tenants * load.catalogueEntriesPerTenant * cost.documentKilobytesPerEntry;
  return {
    requests, visits, burst, operations, steps, ruPerRequest,
    ruMonth: requests * ruPerRequest + size.tenants * 730 * cost.ruPerTenantHour,
    ruBusiest: busiest * ruPerRequest,
    ruBurst: burst * ruPerRequest,
    executions: requests + steps * cost.executionsPerStep,
    instances: Math.max(1, Math.ceil(burst * cost.processorMillisecondsPerRequest / 1000)),
    documentsGb: gb(documents * cost.indexOverhead),
    filesGb: processes * load.filesPerProcess * cost.fileMegabytes * cost.fileVersionsOverhead / 1024,
    ledgerGb: gb((writes + operations) * cost.ledgerEntriesPerWrite * cost.ledgerKilobytesPerEntry * cost.ledgerMonthsKept),
    downloadGb: visits * load.downloadsPerVisit * cost.fileMegabytes / 1024,
    pageGb: gb(visits * load.pageKilobytesPerVisit),
    logsGb: gb((requests + steps * cost.executionsPerStep) * cost.logKilobytesPerExecution),
  };
}

/** The least autoscale maximum that holds the burst with a third to spare; a multiple of 1000. */
export const autoscaleMaximum = (wanted) => Math.max(1000, Math.ceil(wanted.ruBurst * 4 / 3 / 1000) * 1000);

/** Dollars per month, by what they are paid for. */
export function bill(size, { prices, load, cost } = assumptions) {
  const d = demand(size);
  const maximum = autoscaleMaximum(d);
  const busyHours = load.workDaysPerMonth * load.busyHoursPerDay;
  const autoscale = (busyHours * Math.max(d.ruBurst, maximum / 10) + (730 - busyHours) * maximum / 10) / 100 * prices.cosmosAutoscalePer100RuHour;
  const serverless = d.ruMonth / 1e6 * prices.cosmosServerlessPerMillionRu;
  const memory = 2;
  const active = Math.min(busyHours * 3600, d.executions);
  const idle = Math.min((730 - busyHours) * 3600 * 0.3, d.executions * 0.2);
  const gbSeconds = memory * (active * (d.instances + 1) + idle * 2);
  const polls = secondsPerMonth * cost.queuesPolled * cost.pollsPerSecond;
  return {
    "documents: request units": size.mode === "autoscale" ? autoscale : serverless,
    "documents: storage and backup": d.documentsGb * (prices.cosmosStorageGbMonth + (size.backup30 ? prices.cosmosBackup30GbMonth : 0)),
    "functions": Math.max(0, gbSeconds - prices.functionsFreeGbSeconds) * prices.functionsOnDemandGbSecond
      + Math.max(0, d.executions - prices.functionsFreeExecutions) / 1e6 * prices.functionsMillionExecutions
      + size.ready * 2 * memory * secondsPerMonth * prices.functionsReadyBaselineGbSecond,
    "orchestrations: queues and tables": (polls + d.steps * cost.storeOperationsPerStep) / 1e6 * prices.queueAndTableMillionOperations,
    "files and ledger": d.filesGb * (size.zones ? prices.blobGbMonthZones : prices.blobGbMonth) + d.ledgerGb * prices.tableGbMonth,
    "downloads": Math.max(0, d.downloadGb - prices.egressFreeGb) * prices.egressGb,
    "web app": prices.webAppMonth + Math.max(0, d.pageGb - prices.webAppIncludedGb) * prices.webAppGb,
    "logs, alerts, availability": d.logsGb * prices.logsGb + 3 * prices.logAlertMonth + 3 * 12 * 730 * prices.availabilityTestRun,
    "private addresses": size.private ? 7 * prices.privateEndpointMonth : 0,
  };
}

/** How many times the load of a size each limit holds; the smallest ends first. */
export function headroom(size, { limits, load, cost } = assumptions) {
  const d = demand(size);
  return {
    "Serverless request units per second": limits.serverlessRuPerSecond / d.ruBurst,
    "Orchestrations on the Azure Storage backend": limits.fiveStepOrchestrationsPerSecond / (d.burst * load.operationShare * cost.stepsPerOperation / 5),
    "Search entries in one instance's memory": limits.indexedEntriesPerInstance / (size.tenants * limits.activeTenantShareInHour * load.catalogueEntriesPerTenant),
    "Request units of one aggregate (10,000 per second)": 10000 / d.ruBurst * Math.max(size.tenants * limits.activeTenantShareInHour, 1),
    "Instances that a region gives a subscription": limits.regionMemoryMb / 2048 / (d.instances + 1),
  };
}

const number = (value) => (value >= 100 ? Math.round(value).toLocaleString("en-US") : value >= 10 ? value.toFixed(0) : value.toFixed(1));
const table = (head, rows) => [`| ${head.join(" | ")} |`, `| ${head.map((_, i) => (i === 0 ? "---" : "---:")).join(" | ")} |`, ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");

/** The tables of the operations guide. */
export function tables() {
  const { sizes, prices } = assumptions;
  const wants = sizes.map((size) => demand(size));
  const row = (name, of) => [name, ...wants.map((d, i) => number(of(d, sizes[i])))];
  const bills = sizes.map((size) => bill(size));
  const totals = bills.map((one) => Object.values(one).reduce((sum, value) => sum + value, 0) * prices.euroPerDollar);
  const head = ["", ...sizes.map(({ name }) => name)];
  const rooms = Object.entries(headroom(sizes.at(-1))).sort(([, a], [, b]) => a - b);
  return [
    table(head, [
      row("tenants", (_, s) => s.tenants), row("people", (_, s) => s.people), row("requests a month", (d) => d.requests), row("requests per second, burst", (d) => d.burst),
      row("request units per request", (d) => d.ruPerRequest), row("request units a month, millions", (d) => d.ruMonth / 1e6), row("RU/s in the busiest hour", (d) => d.ruBusiest),
      row("RU/s, burst", (d) => d.ruBurst), row("autoscale maximum to set", (d) => autoscaleMaximum(d)), row("function executions a month, millions", (d) => d.executions / 1e6),
      row("instances for HTTP, burst", (d) => d.instances), row("documents, GB", (d) => d.documentsGb), row("files, GB", (d) => d.filesGb), row("ledger of two years, GB", (d) => d.ledgerGb), row("logs a month, GB", (d) => d.logsGb),
    ]),
    table(["euros a month", ...sizes.map(({ name, mode }) => `${name} (${mode})`)], [
      ...Object.keys(bills[0]).map((name) => [name, ...bills.map((one) => number(one[name] * prices.euroPerDollar))]),
      ["**together**", ...totals.map((total) => `**${number(total)}**`)],
      ["per tenant", ...totals.map((total, i) => number(total / sizes[i].tenants))],
    ]),
    table(["limit, for one full stamp", "holds the modelled load … times"], rooms.map(([name, times]) => [name, times.toFixed(1)])),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(tables().join("\n\n"));
