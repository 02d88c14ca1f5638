// A storage account without keys: identities only, TLS 1.2, nothing public.

@description('Name of the account: 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

@description('Names of the blob containers to make.')
@minLength(1)
@maxLength(20)
param containers string[]

@description('Names of the tables to make.')
@maxLength(20)
param tables string[]

@description('Whether older versions of blobs are kept, so that an overwritten file can be brought back.')
param versioned bool

@description('For how many days deleted blobs, containers and older versions can be brought back.')
@minValue(7)
@maxValue(90)
param recoveryDays int

@description('Whether the data is spread over three availability zones.')
param zoneRedundant bool

@description('Whether the account is reached over public addresses; identities are asked for either way.')
param publicAccess bool

@description('Resource id of the workspace that is told of deletions and refusals.')
@minLength(1)
@maxLength(1000)
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: versioned
      changeFeed: {
        enabled: versioned
      }
      deleteRetentionPolicy: {
        enabled: true
        days: recoveryDays
      }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: recoveryDays
      }
      // Blobs as they were at a moment; it must reach less far back than deletions do.
      restorePolicy: versioned ? { enabled: true, days: recoveryDays - 1 } : { enabled: false }
    }

    resource container 'containers' = [
      for containerName in containers: {
        name: containerName
        properties: {
          publicAccess: 'None'
        }
      }
    ]
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [
      for tableName in tables: {
        name: tableName
      }
    ]
  }
}

// Versions and snapshots past the time in which they can be brought back are only a cost.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = if (versioned) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'drop-old-versions'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: recoveryDays
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    account::blobs
  ]
}

resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('Resource id.')
output id string = account.id

@description('Name.')
output name string = account.name

@description('Endpoint of blobs, with a slash at the end.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Endpoint of queues.')
output queueEndpoint string = account.properties.primaryEndpoints.queue

@description('Endpoint of tables.')
output tableEndpoint string = account.properties.primaryEndpoints.table
