// The functions: a Flex Consumption plan and one app, without a single key among its settings.

@description('Name of the plan.')
@minLength(1)
@maxLength(40)
param planName string

@description('Name of the function app.')
@minLength(2)
@maxLength(60)
param name string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp, with the service that azd deploys here.')
param tags object

@description('Resource id of the identity the app acts as.')
@minLength(1)
@maxLength(1000)
param identityId string

@description('Client id of that identity.')
@minLength(36)
@maxLength(36)
param identityClientId string

@description('Address of the blob container with the app\'s package.')
@minLength(1)
@maxLength(1000)
param packagesUri string

@description('Endpoint of blobs of the host\'s own account.')
@minLength(1)
@maxLength(1000)
param hostBlobEndpoint string

@description('Endpoint of queues of the host\'s own account.')
@minLength(1)
@maxLength(1000)
param hostQueueEndpoint string

@description('Endpoint of tables of the host\'s own account.')
@minLength(1)
@maxLength(1000)
param hostTableEndpoint string

@description('Endpoint of the documents.')
@minLength(1)
@maxLength(1000)
param cosmosEndpoint string

@description('Endpoint of blobs of the account with people\'s files.')
@minLength(1)
@maxLength(1000)
param fileBlobEndpoint string

@description('Endpoint of tables of the account with the ledger.')
@minLength(1)
@maxLength(1000)
param fileTableEndpoint string

@description('Address of the key vault.')
@minLength(1)
@maxLength(1000)
param vaultUri string

@description('Name of the Application Insights component.')
@minLength(1)
@maxLength(255)
param insightsName string

@description('Endpoint of the Durable Task Scheduler; empty when the host\'s account keeps orchestrations.')
@maxLength(1000)
param schedulerEndpoint string

@description('Name of the task hub at the scheduler.')
@minLength(3)
@maxLength(64)
param taskHub string

@description('Settings of the stamp\'s service for mail; empty when it has none.')
param mailSettings object

@description('Client id of the app registration that stands for the API; empty when programs are not let in.')
@maxLength(36)
param apiClientId string

@description('Object id of an identity that administers the platform without the role; empty for none.')
@maxLength(36)
param platformAdministratorId string

@description('Address that people reach the product at, for links that leave it.')
@minLength(9)
@maxLength(260)
param publicUrl string

@description('Proxies in front that add to X-Forwarded-For.')
@minValue(0)
@maxValue(10)
param forwardedHops int

@description('Memory of one instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemory int

@description('Most instances.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('Always warm instances for HTTP.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int

@description('Always warm instances for orchestrations and activities.')
@minValue(0)
@maxValue(20)
param alwaysReadyDurable int

@description('Requests that one instance answers at once.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('Whether instances are spread over availability zones.')
param zoneRedundant bool

@description('Resource id of the subnet that outgoing calls leave from; empty for none.')
@maxLength(1000)
param subnetId string

@description('Resource id of the workspace that the host\'s own log goes to.')
@minLength(1)
@maxLength(1000)
param workspaceId string

// azd deploys to the one resource with the service's name, so the plan does not carry it.
var planTags = { 'azd-env-name': tags['azd-env-name'] }

var useScheduler = !empty(schedulerEndpoint)

var hostSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: hostBlobEndpoint
  AzureWebJobsStorage__queueServiceUri: hostQueueEndpoint
  AzureWebJobsStorage__tableServiceUri: hostTableEndpoint
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

var productSettings = {
  Interlink__Storage__CosmosEndpoint: cosmosEndpoint
  Interlink__Storage__BlobEndpoint: fileBlobEndpoint
  Interlink__Storage__TableEndpoint: fileTableEndpoint
  Interlink__Storage__KeyVaultUri: vaultUri
  Interlink__Storage__ManagedIdentityClientId: identityClientId
  // Entries that search keeps in memory, 1 to 3 KB each: at most about a tenth of it.
  Interlink__Storage__IndexedEntries: string(instanceMemory * 50)
  // Safe only because modules/link.bicep shuts every way in that does not pass the Static Web App.
  Interlink__Edge__TrustPrincipalHeader: 'true'
  Interlink__Edge__LinkedIdentities: 'true'
  Interlink__Edge__PublicUrl: publicUrl
  Interlink__Edge__ForwardedHops: string(forwardedHops)
}

var programSettings = empty(apiClientId) ? {} : {
  Interlink__Identity__Authority: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
  Interlink__Identity__Audiences__0: apiClientId
  Interlink__Identity__Audiences__1: 'api://${apiClientId}'
}

var administratorSettings = empty(platformAdministratorId) ? {} : { Interlink__Identity__PlatformAdministrators__0: platformAdministratorId }

// host.json says Azure Storage; these two values and the connection move orchestrations to the scheduler without another build.
var schedulerSettings = useScheduler ? {
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
  AzureFunctionsJobHost__extensions__durableTask__hubName: taskHub
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
} : {}

var alwaysReady = [
  { name: 'http', instanceCount: alwaysReadyHttp }
  { name: 'durable', instanceCount: alwaysReadyDurable }
]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: planTags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        alwaysReady: filter(alwaysReady, group => group.instanceCount > 0)
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maximumInstances
        triggers: {
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(hostSettings, productSettings, programSettings, administratorSettings, mailSettings, schedulerSettings)
  }

  // Deployments come with a token of Entra; passwords for publishing do not work.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Name.')
output name string = app.name
