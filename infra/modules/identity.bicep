// The identity that the function app acts as: the one name behind every role assignment of the product.

@description('Name of the identity.')
@minLength(3)
@maxLength(128)
param name string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('Client id, by which code names the identity.')
output clientId string = identity.properties.clientId

@description('Object id, to which roles are given.')
output principalId string = identity.properties.principalId
