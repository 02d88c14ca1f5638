// One stamp of Interlink: everything that one azd environment owns, in one resource group.
targetScope = 'subscription'

// ── Which stamp, and where ──────────────────────────────────────────────────

@description('Name of the azd environment; names the resource group and goes into the names of all resources.')
@minLength(2)
@maxLength(32)
param environmentName string

@description('Region of everything but the web app: the European regions that offer Flex Consumption, so that data stays in the EU or EEA.')
@allowed([
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'northeurope'
  'norwayeast'
  'spaincentral'
  'swedencentral'
  'westeurope'
])
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Region that holds the configuration of the Static Web App. The service exists in five regions, one of them in Europe; its pages are served from everywhere.')
@allowed([
  'westeurope'
  'centralus'
  'eastasia'
  'eastus2'
  'westus2'
])
param webLocation string

@description('Address that people reach the product at, such as https://coproduction.example.org; empty for the one the platform gives.')
@maxLength(260)
param publicUrl string = ''

// ── Sizes ───────────────────────────────────────────────────────────────────

@description('How Cosmos DB is paid for: serverless for trying out and small stamps, autoscale for production.')
@allowed([
  'serverless'
  'autoscale'
])
param cosmosMode string = 'serverless'

@description('With autoscale, the most request units per second; a multiple of 1000. A tenth of it is always paid.')
@minValue(1000)
@maxValue(1000000)
param cosmosMaxThroughput int = 4000

@description('How far back Cosmos DB can be restored to any second.')
@allowed([
  'Continuous7Days'
  'Continuous30Days'
])
param cosmosBackup string = 'Continuous7Days'

@description('Name of the Cosmos DB account to use instead of the one that is named by rule: for going on with a restored one. Empty for the rule.')
@maxLength(44)
param cosmosName string = ''

@description('Whether data is spread over three availability zones. The region must have them; a serverless Cosmos account cannot be changed afterwards.')
param zoneRedundant bool = false

@description('Memory of one instance of the function app, in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemory int = 2048

@description('Most instances of the function app; what keeps a flood from becoming an invoice.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 100

@description('Instances for HTTP that are always warm; 0 lets the first request after a pause wait for a cold start.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int = 0

@description('Instances for orchestrations and activities that are always warm.')
@minValue(0)
@maxValue(20)
param alwaysReadyDurable int = 0

@description('Requests that one instance answers at once before another one is started.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 100

@description('Where orchestrations keep their history: in the host\'s storage account, or in a Durable Task Scheduler.')
@allowed([
  'azureStorage'
  'scheduler'
])
param durableBackend string = 'azureStorage'

@description('How the Durable Task Scheduler is paid for: by action, or by reserved capacity.')
@allowed([
  'Consumption'
  'Dedicated'
])
param schedulerSku string = 'Consumption'

@description('Capacity units of a dedicated Durable Task Scheduler.')
@minValue(1)
@maxValue(3)
param schedulerCapacity int = 1

// ── Sign-in ─────────────────────────────────────────────────────────────────

@description('Client id of Interlink at the OpenID Connect provider that people sign in with.')
@maxLength(200)
param signInClientId string = ''

@description('Client secret of Interlink at that provider. Kept in the key vault; empty to leave what is there.')
@maxLength(2000)
@secure()
param signInClientSecret string = ''

@description('Application (client) id of the Entra app registration that stands for this API; tokens of programs and of the tenant hook are made out to it. Empty closes the API to programs.')
@maxLength(36)
param apiClientId string = ''

@description('Object id of the identity that provisions: it administers the platform without a role. azd knows it. Empty when only the role counts.')
@maxLength(36)
param principalId string = ''

@description('Object id of the Entra group that operates the stamp; it may set secrets and read orchestrations. Empty for none.')
@maxLength(36)
param operatorsGroupId string = ''

@description('How many proxies in front of the function app add to X-Forwarded-For; the address before them is the caller\'s.')
@minValue(0)
@maxValue(10)
param forwardedHops int = 2

// ── Mail ────────────────────────────────────────────────────────────────────

@description('Whether the stamp has a service of its own for mail. Without it mails wait, or leave by an SMTP server that the app\'s settings name.')
param mail bool = true

@description('A domain of one\'s own that mails come from, such as example.org; empty for the one that Azure gives.')
@maxLength(253)
param mailDomain string = ''

@description('Whether that domain is verified; until then mails come from the one that Azure gives.')
param mailDomainVerified bool = false

@description('What stands before the @ of one\'s own domain.')
@minLength(1)
@maxLength(64)
param mailSender string = 'noreply'

// ── Protection ──────────────────────────────────────────────────────────────

@description('Whether databases, files, secrets and orchestrations are reached over private addresses only.')
param privateNetwork bool = false

@description('Addresses of the virtual network; a /24 or larger.')
@minLength(9)
@maxLength(18)
param addressPrefix string = '10.40.0.0/22'

@description('Whether locks keep data from being deleted, by azd down too.')
param protectData bool = true

@description('For how many days deleted files and secrets can be brought back.')
@minValue(7)
@maxValue(90)
param recoveryDays int = 30

@description('Whether a deleted key vault of the same name is brought back instead of making a new one: for a stamp that is set up again after azd down.')
param recoverVault bool = false

// ── Watching ────────────────────────────────────────────────────────────────

@description('Where alerts and budget messages are sent; empty for the portal only.')
@maxLength(254)
param alertEmail string = ''

@description('Budget of the resource group per month, in the currency of the subscription.')
@minValue(1)
@maxValue(1000000)
param monthlyBudget int = 100

@description('First month of the budget, as yyyy-MM-01. Azure refuses to move it afterwards, so the preprovision hook keeps the first value.')
@minLength(10)
@maxLength(10)
param budgetStart string = utcNow('yyyy-MM-01')

@description('For how many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most logs per day, in GB; beyond it nothing is recorded until the next day. -1 for no bound.')
@minValue(-1)
@maxValue(1000)
param logCapPerDay int = 5

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var useScheduler = durableBackend == 'scheduler'

// The names that code and infrastructure share: AzureStorageNames and host.json.
var databaseName = 'interlink'
var documentsContainer = 'documents'
var blobContainer = 'blobs'
var ledgerTable = 'ledger'
var taskHub = 'interlink'
var packageContainer = 'packages'
var credentialName = 'sign-in-client-secret'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.identity}api-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    logsName: '${abbreviations.logs}${token}'
    insightsName: '${abbreviations.insights}${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    capPerDay: logCapPerDay
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: '${abbreviations.network}${token}'
    location: location
    tags: tags
    addressPrefix: addressPrefix
  }
}

// Two accounts: what the host writes (packages, leases, orchestrations) is busy and can be made again; what people bring cannot.
module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: '${abbreviations.storage}host${token}'
    location: location
    tags: tags
    containers: [packageContainer]
    tables: []
    versioned: false
    recoveryDays: 7
    zoneRedundant: zoneRedundant
    publicAccess: !privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module fileStorage 'modules/storage.bicep' = {
  name: 'file-storage'
  scope: group
  params: {
    name: '${abbreviations.storage}file${token}'
    location: location
    tags: tags
    containers: [blobContainer]
    tables: [ledgerTable]
    versioned: true
    recoveryDays: recoveryDays
    zoneRedundant: zoneRedundant
    publicAccess: !privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  scope: group
  params: {
    name: empty(cosmosName) ? '${abbreviations.cosmos}${token}' : cosmosName
    location: location
    tags: tags
    databaseName: databaseName
    containerName: documentsContainer
    mode: cosmosMode
    maxThroughput: cosmosMaxThroughput
    backup: cosmosBackup
    zoneRedundant: zoneRedundant
    publicAccess: !privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: '${abbreviations.vault}${token}'
    location: location
    tags: tags
    recoveryDays: recoveryDays
    recover: recoverVault
    publicAccess: !privateNetwork
    credentialName: credentialName
    signInClientSecret: signInClientSecret
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = if (useScheduler) {
  name: 'scheduler'
  scope: group
  params: {
    name: '${abbreviations.scheduler}${token}'
    location: location
    tags: tags
    skuName: schedulerSku
    capacity: schedulerCapacity
    taskHub: taskHub
  }
}

module mailService 'modules/mail.bicep' = if (mail) {
  name: 'mail'
  scope: group
  params: {
    name: '${abbreviations.communication}${token}'
    emailName: '${abbreviations.email}${token}'
    tags: tags
    domain: mailDomain
    domainVerified: mailDomainVerified
    sender: mailSender
    workspaceId: monitoring.outputs.workspaceId
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  name: 'private-endpoints'
  scope: group
  params: {
    prefix: '${abbreviations.endpoint}${token}'
    location: location
    tags: tags
    networkId: network!.outputs.networkId
    subnetId: network!.outputs.endpointSubnetId
    hostStorageId: hostStorage.outputs.id
    fileStorageId: fileStorage.outputs.id
    cosmosId: cosmos.outputs.id
    vaultId: vault.outputs.id
  }
}

module web 'modules/web.bicep' = {
  name: 'web'
  scope: group
  params: {
    name: '${abbreviations.staticWebApp}${token}'
    location: webLocation
    tags: union(tags, { 'azd-service-name': 'web' })
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    apiPrincipalId: identity.outputs.principalId
    webPrincipalId: web.outputs.principalId
    operatorsGroupId: operatorsGroupId
    hostStorageName: hostStorage.outputs.name
    fileStorageName: fileStorage.outputs.name
    blobContainer: blobContainer
    ledgerTable: ledgerTable
    cosmosName: cosmos.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    schedulerName: useScheduler ? scheduler!.outputs.name : ''
    communicationName: mail ? mailService!.outputs.name : ''
    taskHub: taskHub
    credentialName: credentialName
    hasCredential: !empty(signInClientSecret)
  }
}

module api 'modules/api.bicep' = {
  name: 'api'
  scope: group
  params: {
    planName: '${abbreviations.plan}${token}'
    name: '${abbreviations.functionApp}api-${token}'
    location: location
    tags: union(tags, { 'azd-service-name': 'api' })
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    packagesUri: '${hostStorage.outputs.blobEndpoint}${packageContainer}'
    hostBlobEndpoint: hostStorage.outputs.blobEndpoint
    hostQueueEndpoint: hostStorage.outputs.queueEndpoint
    hostTableEndpoint: hostStorage.outputs.tableEndpoint
    cosmosEndpoint: cosmos.outputs.endpoint
    fileBlobEndpoint: fileStorage.outputs.blobEndpoint
    fileTableEndpoint: fileStorage.outputs.tableEndpoint
    vaultUri: vault.outputs.uri
    insightsName: monitoring.outputs.insightsName
    schedulerEndpoint: useScheduler ? scheduler!.outputs.endpoint : ''
    mailSettings: mail ? mailService!.outputs.settings : {}
    taskHub: taskHub
    apiClientId: apiClientId
    platformAdministratorId: principalId
    publicUrl: empty(publicUrl) ? 'https://${web.outputs.host}' : publicUrl
    forwardedHops: forwardedHops
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyDurable: alwaysReadyDurable
    httpConcurrency: httpConcurrency
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork ? network!.outputs.apiSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [
    access
    privateEndpoints
  ]
}

module link 'modules/link.bicep' = {
  name: 'link'
  scope: group
  params: {
    webName: web.outputs.name
    webHost: web.outputs.host
    apiName: api.outputs.name
    location: location
    signInClientId: signInClientId
    credentialUri: '${vault.outputs.uri}secrets/${credentialName}'
    credentialInVault: !privateNetwork
    signInClientSecret: signInClientSecret
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    actionGroupName: '${abbreviations.actionGroup}${token}'
    webTestName: '${abbreviations.webTest}health-${token}'
    location: location
    tags: tags
    alertEmail: alertEmail
    webHost: web.outputs.host
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    cosmosId: cosmos.outputs.id
  }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  scope: group
  params: {
    name: '${abbreviations.budget}${token}'
    amount: monthlyBudget
    start: budgetStart
    actionGroupId: alerts.outputs.actionGroupId
  }
}

module locks 'modules/locks.bicep' = if (protectData) {
  name: 'locks'
  scope: group
  params: {
    cosmosName: cosmos.outputs.name
    fileStorageName: fileStorage.outputs.name
    vaultName: vault.outputs.name
  }
}

@description('Region of the stamp.')
output AZURE_LOCATION string = location

@description('Entra tenant of the subscription.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Resource group of the stamp.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app.')
output SERVICE_API_NAME string = api.outputs.name

@description('Where people reach the product; programs and the tenant hook reach the API below it, at /api.')
output SERVICE_WEB_URI string = 'https://${web.outputs.host}'

@description('Name of the Static Web App.')
output SERVICE_WEB_NAME string = web.outputs.name

@description('Scope that a token for the API is asked with; empty when the API is closed to programs.')
output INTERLINK_API_SCOPE string = empty(apiClientId) ? '' : 'api://${apiClientId}/.default'

@description('Endpoint of the documents.')
output AZURE_COSMOS_ENDPOINT string = cosmos.outputs.endpoint

@description('Name of the Cosmos DB account, for restoring it.')
output AZURE_COSMOS_NAME string = cosmos.outputs.name

@description('Name of the storage account with files and the ledger.')
output AZURE_FILE_STORAGE_NAME string = fileStorage.outputs.name

@description('Name of the key vault.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
