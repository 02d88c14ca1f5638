// The web app: pages from the edge, sign-in, and the way to the API.

@description('Name of the Static Web App.')
@minLength(2)
@maxLength(40)
param name string

@description('Region of its configuration.')
@minLength(3)
param location string

@description('Tags of the stamp, with the service that azd deploys here.')
param tags object

resource site 'Microsoft.Web/staticSites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  // Linked backends and own sign-in providers come with the Standard plan.
  sku: {
    name: 'Standard'
    tier: 'Standard'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    allowConfigFileUpdates: true
    enterpriseGradeCdnStatus: 'Disabled'
    stagingEnvironmentPolicy: 'Disabled'
  }
}

@description('Name.')
output name string = site.name

@description('Host name given by the platform.')
output host string = site.properties.defaultHostname

@description('Object id of its own identity, which reads the sign-in credential.')
output principalId string = site.identity.principalId
