// What cannot be made again is not deleted by mistake, nor by azd down. infra/scripts/unlock.mjs takes the locks off when that is meant.

@description('Name of the Cosmos DB account.')
@minLength(3)
@maxLength(44)
param cosmosName string

@description('Name of the storage account with files and the ledger.')
@minLength(3)
@maxLength(24)
param fileStorageName string

@description('Name of the key vault.')
@minLength(3)
@maxLength(24)
param vaultName string

var lock = {
  level: 'CanNotDelete'
  notes: 'Data of tenants. See docs/operations-guide.md before taking this lock off.'
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' existing = {
  name: cosmosName
}

resource fileStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: fileStorageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource cosmosLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: cosmos
  name: 'interlink-data'
  properties: lock
}

resource fileLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: fileStorage
  name: 'interlink-data'
  properties: lock
}

resource vaultLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: vault
  name: 'interlink-data'
  properties: lock
}
