// Documents: one account, one database, one container, keyed by tenant and aggregate.

@description('Name of the account: 3 to 44 lower-case letters, digits and hyphens.')
@minLength(3)
@maxLength(44)
param name string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

@description('Name of the database.')
@minLength(1)
@maxLength(255)
param databaseName string

@description('Name of the container.')
@minLength(1)
@maxLength(255)
param containerName string

@description('How throughput is paid for.')
@allowed([
  'serverless'
  'autoscale'
])
param mode string

@description('With autoscale, the most request units per second.')
@minValue(1000)
@maxValue(1000000)
param maxThroughput int

@description('How far back the account can be restored.')
@allowed([
  'Continuous7Days'
  'Continuous30Days'
])
param backup string

@description('Whether the account is spread over availability zones.')
param zoneRedundant bool

@description('Whether the account is reached over public addresses; identities are asked for either way.')
param publicAccess bool

@description('Resource id of the workspace that is told of changes to the account and of use by partition.')
@minLength(1)
@maxLength(1000)
param workspaceId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: mode == 'serverless' ? [{ name: 'EnableServerless' }] : []
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: zoneRedundant
      }
    ]
    // One instance reads at once what another has committed: orchestrations go from instance to instance. In one region this costs no latency, reads cost twice.
    consistencyPolicy: {
      defaultConsistencyLevel: 'Strong'
    }
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: backup
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: databaseName
  properties: {
    resource: {
      id: databaseName
    }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {
  parent: database
  name: containerName
  properties: {
    resource: {
      id: containerName
      partitionKey: {
        kind: 'MultiHash'
        version: 2
        paths: [
          '/tenant'
          '/aggregate'
        ]
      }
      // Documents live until they are removed, unless one carries a time of its own.
      defaultTtl: -1
      indexingPolicy: loadJsonContent('../cosmos-indexing.json')
    }
    options: mode == 'autoscale' ? { autoscaleSettings: { maxThroughput: maxThroughput } } : {}
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'ControlPlaneRequests'
        enabled: true
      }
      {
        category: 'PartitionKeyRUConsumption'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Requests'
        enabled: true
      }
    ]
  }
}

@description('Resource id.')
output id string = account.id

@description('Name.')
output name string = account.name

@description('Endpoint of documents.')
output endpoint string = account.properties.documentEndpoint
