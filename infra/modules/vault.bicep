// Secrets: signing secrets of webhooks, keys of partners, the sign-in credential. Roles only; nothing is gone for good at once.

@description('Name of the vault: 3 to 24 letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

@description('For how many days a deleted vault or secret can be brought back. Cannot be changed later.')
@minValue(7)
@maxValue(90)
param recoveryDays int

@description('Whether a deleted vault of this name is brought back.')
param recover bool

@description('Whether the vault is reached over public addresses; identities are asked for either way.')
param publicAccess bool

@description('Name of the secret with the sign-in credential.')
@minLength(1)
@maxLength(127)
param credentialName string

@description('The client secret at the sign-in provider; empty to leave what is there.')
@maxLength(2000)
@secure()
param signInClientSecret string

@description('Resource id of the workspace that is told who read which secret.')
@minLength(1)
@maxLength(1000)
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    createMode: recover ? 'recover' : 'default'
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: recoveryDays
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
    }
  }
}

resource credential 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(signInClientSecret)) {
  parent: vault
  name: credentialName
  properties: {
    value: signInClientSecret
    contentType: 'text/plain'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('Resource id.')
output id string = vault.id

@description('Name.')
output name string = vault.name

@description('Address, with a slash at the end.')
output uri string = vault.properties.vaultUri
