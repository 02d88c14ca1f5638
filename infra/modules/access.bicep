// Who may do what: every role assignment of the stamp, and nothing else. Three parties: the API's identity, the web app's own identity, and the people who operate
// the stamp. Each role is given on the smallest thing it is needed on.

@description('Object id of the identity the functions act as.')
@minLength(36)
@maxLength(36)
param apiPrincipalId string

@description('Object id of the web app\'s own identity.')
@minLength(36)
@maxLength(36)
param webPrincipalId string

@description('Object id of the Entra group that operates the stamp; empty for none.')
@maxLength(36)
param operatorsGroupId string

@description('Name of the host\'s storage account.')
@minLength(3)
@maxLength(24)
param hostStorageName string

@description('Name of the storage account with files and the ledger.')
@minLength(3)
@maxLength(24)
param fileStorageName string

@description('Name of the container with people\'s files.')
@minLength(3)
@maxLength(63)
param blobContainer string

@description('Name of the table of the ledger.')
@minLength(3)
@maxLength(63)
param ledgerTable string

@description('Name of the Cosmos DB account.')
@minLength(3)
@maxLength(44)
param cosmosName string

@description('Name of the key vault.')
@minLength(3)
@maxLength(24)
param vaultName string

@description('Name of the Application Insights component.')
@minLength(1)
@maxLength(255)
param insightsName string

@description('Name of the Durable Task Scheduler; empty when the host\'s storage account keeps orchestrations.')
@maxLength(64)
param schedulerName string

@description('Name of the task hub at the scheduler.')
@minLength(3)
@maxLength(64)
param taskHub string

@description('Name of the Communication Services resource that mails leave by; empty for none.')
@maxLength(63)
param communicationName string

@description('Name of the secret with the sign-in credential.')
@minLength(1)
@maxLength(127)
param credentialName string

@description('Whether this deployment writes that secret, so that its reader can be named. Once given, the role stays.')
param hasCredential bool

var useScheduler = !empty(schedulerName)
var useMail = !empty(communicationName)
var hasOperators = !empty(operatorsGroupId)

// Built-in roles of Azure, by their ids.
var roles = {
  // What the Functions host asks for on its account: packages, leases, host secrets.
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Files: read, write, delete.
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  // A key to sign short-lived links with, in the name of the identity.
  storageBlobDelegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
  // Work items and control messages of orchestrations.
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // Histories of orchestrations; the ledger.
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  // Secrets: read.
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  // Secrets: read, write, delete.
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  // Telemetry: send.
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  // Orchestrations at a scheduler.
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  // Sending mails. Azure has no narrower built-in role for it; keys of the resource are off.
  communicationAndEmailServiceOwner: '09976791-48a7-449e-bb21-39d1a415f350'
}

// Cosmos DB's own role for documents; it says nothing about accounts, keys or throughput.
var cosmosDataContributor = '00000000-0000-0000-0000-000000000002'

resource hostStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: hostStorageName
}

resource fileStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: fileStorageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource container 'containers' existing = {
      name: blobContainer
    }
  }

  resource tables 'tableServices' existing = {
    name: 'default'

    resource ledger 'tables' existing = {
      name: ledgerTable
    }
  }
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: cosmosName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName

  resource credential 'secrets' existing = {
    name: credentialName
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' existing = if (useScheduler) {
  name: schedulerName
}

resource communication 'Microsoft.Communication/communicationServices@2025-05-01' existing = if (useMail) {
  name: communicationName
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' existing = if (useScheduler) {
  parent: scheduler
  name: taskHub
}

resource apiHostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hostStorage
  name: guid(hostStorage.id, apiPrincipalId, roles.storageBlobDataOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiHostQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!useScheduler) {
  scope: hostStorage
  name: guid(hostStorage.id, apiPrincipalId, roles.storageQueueDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiHostTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!useScheduler) {
  scope: hostStorage
  name: guid(hostStorage.id, apiPrincipalId, roles.storageTableDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiFiles 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: fileStorage::blobs::container
  name: guid(fileStorage.id, blobContainer, apiPrincipalId, roles.storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiFileLinks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: fileStorage
  name: guid(fileStorage.id, apiPrincipalId, roles.storageBlobDelegator)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDelegator)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiLedger 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: fileStorage::tables::ledger
  name: guid(fileStorage.id, ledgerTable, apiPrincipalId, roles.storageTableDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, apiPrincipalId, roles.keyVaultSecretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, apiPrincipalId, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiOrchestrations 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (useScheduler) {
  scope: hub
  name: guid(resourceGroup().id, schedulerName, taskHub, apiPrincipalId, roles.durableTaskDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource apiMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (useMail) {
  scope: communication
  name: guid(resourceGroup().id, communicationName, apiPrincipalId, roles.communicationAndEmailServiceOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.communicationAndEmailServiceOwner)
    principalId: apiPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// The account holds one database. The SDK reads the account's own description first, which a narrower scope refuses.
resource apiDocuments 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = {
  parent: cosmos
  name: guid(cosmos.id, apiPrincipalId, cosmosDataContributor)
  properties: {
    roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/${cosmosDataContributor}'
    principalId: apiPrincipalId
    scope: cosmos.id
  }
}

// The web app reads one secret, and cannot name another.
resource webCredential 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasCredential) {
  scope: vault::credential
  name: guid(vault.id, credentialName, webPrincipalId, roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: webPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource operatorSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperators) {
  scope: vault
  name: guid(vault.id, operatorsGroupId, roles.keyVaultSecretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

resource operatorOrchestrations 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasOperators && useScheduler) {
  scope: hub
  name: guid(resourceGroup().id, schedulerName, taskHub, operatorsGroupId, roles.durableTaskDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}
