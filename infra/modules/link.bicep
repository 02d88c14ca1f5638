// What ties web app and API together, and shuts every other way into the API.
//
// The function app believes the header x-ms-client-principal (Interlink__Edge__TrustPrincipalHeader). That is safe because of what stands here: App Service
// authentication answers 401 to every request that the linked Static Web App does not pass on, and the Static Web App writes the header itself. Programs come the
// same way, with their token in X-Interlink-Authorization, since the platform uses Authorization for itself. Take this module away and the setting must go too; a
// test of the templates holds the two together.

@description('Name of the Static Web App.')
@minLength(2)
@maxLength(40)
param webName string

@description('Host name of the Static Web App.')
@minLength(4)
@maxLength(253)
param webHost string

@description('Name of the function app.')
@minLength(2)
@maxLength(60)
param apiName string

@description('Region of the function app.')
@minLength(3)
param location string

@description('Client id of Interlink at the sign-in provider.')
@maxLength(200)
param signInClientId string

@description('Address of the sign-in credential in the key vault.')
@minLength(1)
@maxLength(1000)
param credentialUri string

@description('Whether the web app reads the credential from the vault. A vault without public addresses cannot be read by it: the value is then kept in its settings, encrypted by the platform.')
param credentialInVault bool

@description('The client secret at the sign-in provider.')
@maxLength(2000)
@secure()
param signInClientSecret string

resource web 'Microsoft.Web/staticSites@2024-04-01' existing = {
  name: webName
}

resource api 'Microsoft.Web/sites@2024-04-01' existing = {
  name: apiName
}

resource backend 'Microsoft.Web/staticSites/linkedBackends@2024-04-01' = {
  parent: web
  name: 'api'
  properties: {
    backendResourceId: api.id
    region: location
  }
}

// The names are those in staticwebapp.config.json.
resource settings 'Microsoft.Web/staticSites/config@2024-04-01' = {
  parent: web
  name: 'appsettings'
  properties: {
    SIGN_IN_CLIENT_ID: signInClientId
    SIGN_IN_CLIENT_SECRET: credentialInVault ? '@Microsoft.KeyVault(SecretUri=${credentialUri})' : signInClientSecret
  }
}

// Linking writes a configuration of its own, so this one comes after it.
resource authentication 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: api
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
    }
    httpSettings: {
      requireHttps: true
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
    identityProviders: {
      azureStaticWebApps: {
        enabled: true
        registration: {
          clientId: webHost
        }
      }
    }
  }
  dependsOn: [
    backend
  ]
}
