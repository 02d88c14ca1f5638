// What the templates may rely on, as documented by Microsoft. A new entry is looked up first:
// API versions at learn.microsoft.com/azure/templates, roles at learn.microsoft.com/azure/role-based-access-control/built-in-roles,
// parameters of Azure Verified Modules in the README of that version in Azure/bicep-registry-modules.

/** Resource types and the API version each is used in. */
export const apiVersions = {
  "Microsoft.Authorization/locks": "2020-05-01",
  "Microsoft.Authorization/roleAssignments": "2022-04-01",
  "Microsoft.Communication/communicationServices": "2025-05-01",
  "Microsoft.Communication/emailServices": "2025-05-01",
  "Microsoft.Communication/emailServices/domains": "2025-05-01",
  "Microsoft.Communication/emailServices/domains/senderUsernames": "2025-05-01",
  "Microsoft.Consumption/budgets": "2023-11-01",
  "Microsoft.DocumentDB/databaseAccounts": "2024-11-15",
  "Microsoft.DocumentDB/databaseAccounts/sqlDatabases": "2024-11-15",
  "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers": "2024-11-15",
  "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments": "2024-11-15",
  "Microsoft.DurableTask/schedulers": "2026-02-01",
  "Microsoft.DurableTask/schedulers/taskHubs": "2026-02-01",
  "Microsoft.Insights/actionGroups": "2023-01-01",
  "Microsoft.Insights/components": "2020-02-02",
  "Microsoft.Insights/diagnosticSettings": "2021-05-01-preview",
  "Microsoft.Insights/metricAlerts": "2018-03-01",
  "Microsoft.Insights/scheduledQueryRules": "2022-06-15",
  "Microsoft.Insights/webtests": "2022-06-15",
  "Microsoft.KeyVault/vaults": "2023-07-01",
  "Microsoft.KeyVault/vaults/secrets": "2023-07-01",
  "Microsoft.ManagedIdentity/userAssignedIdentities": "2023-01-31",
  "Microsoft.Network/virtualNetworks": "2024-05-01",
  "Microsoft.OperationalInsights/workspaces": "2023-09-01",
  "Microsoft.Resources/resourceGroups": "2024-03-01",
  "Microsoft.Storage/storageAccounts": "2023-05-01",
  "Microsoft.Storage/storageAccounts/managementPolicies": "2023-05-01",
  "Microsoft.Web/serverfarms": "2024-04-01",
  "Microsoft.Web/sites": "2024-04-01",
  "Microsoft.Web/sites/config": "2024-04-01",
  "Microsoft.Web/staticSites": "2024-04-01",
  "Microsoft.Web/staticSites/config": "2024-04-01",
  "Microsoft.Web/staticSites/linkedBackends": "2024-04-01",
};

/** Built-in roles by the name they have in the templates. */
export const roles = {
  storageBlobDataOwner: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  storageBlobDataContributor: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  storageBlobDelegator: "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
  storageQueueDataContributor: "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
  storageTableDataContributor: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
  keyVaultSecretsUser: "4633458b-17de-408a-b874-0445c86b69e6",
  keyVaultSecretsOfficer: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  monitoringMetricsPublisher: "3913510d-42f4-4e42-8a64-420c390055eb",
  durableTaskDataContributor: "0ad04412-c4d5-4796-b79c-f76d14c8d402",
  communicationAndEmailServiceOwner: "09976791-48a7-449e-bb21-39d1a415f350",
};

/** Cosmos DB's built-in data roles, which are not Azure's. */
export const cosmosRoles = { cosmosDataContributor: "00000000-0000-0000-0000-000000000002" };

/** Parameters of Azure Verified Modules that are used: required ones, then those that may be given. */
export const verifiedModules = {
  "br/public:avm/res/network/private-dns-zone:0.7.1": { required: ["name"], optional: ["location", "tags", "virtualNetworkLinks", "enableTelemetry", "lock", "roleAssignments"] },
  "br/public:avm/res/network/private-endpoint:0.11.0": {
    required: ["name", "subnetResourceId"],
    optional: ["location", "tags", "privateLinkServiceConnections", "privateDnsZoneGroup", "enableTelemetry", "lock", "roleAssignments", "customNetworkInterfaceName"],
  },
};

/** Settings of the function app that the platform, its host or its extensions read; everything else must be read by our code. */
export const platformSettings = [
  /^AzureWebJobsStorage__(credential|clientId|(blob|queue|table)ServiceUri)$/,
  /^APPLICATIONINSIGHTS_(CONNECTION|AUTHENTICATION)_STRING$/,
  /^AzureFunctionsJobHost__extensions__durableTask__(hubName|storageProvider__(type|connectionStringName))$/,
  /^DURABLE_TASK_SCHEDULER_CONNECTION_STRING$/,
];

/** Hooks that azd knows, and the members a hook may have. */
export const hookNames = ["up", "down", "provision", "deploy", "package", "publish", "restore", "infracreate", "infradelete"].flatMap((name) => [`pre${name}`, `post${name}`]);
export const serviceHookNames = ["deploy", "restore", "build", "package", "publish"].flatMap((name) => [`pre${name}`, `post${name}`]);
export const hookMembers = ["shell", "kind", "dir", "run", "continueOnError", "interactive", "windows", "posix", "secrets"];
