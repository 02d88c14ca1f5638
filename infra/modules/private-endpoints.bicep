// A private address for every store, and the names that lead to it. Azure Verified Modules: each does with one call what takes three resources.

@description('Beginning of the names of all endpoints.')
@minLength(2)
@maxLength(60)
param prefix string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

@description('Resource id of the network that resolves the names.')
@minLength(1)
@maxLength(1000)
param networkId string

@description('Resource id of the subnet the endpoints lie in.')
@minLength(1)
@maxLength(1000)
param subnetId string

@description('Resource id of the host\'s storage account.')
@minLength(1)
@maxLength(1000)
param hostStorageId string

@description('Resource id of the storage account with files and the ledger.')
@minLength(1)
@maxLength(1000)
param fileStorageId string

@description('Resource id of the Cosmos DB account.')
@minLength(1)
@maxLength(1000)
param cosmosId string

@description('Resource id of the key vault.')
@minLength(1)
@maxLength(1000)
param vaultId string

var zoneNames = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.queue.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
  'privatelink.documents.azure.com'
  'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
]

// 'zone' is the place in the list above.
var targets = [
  { name: 'host-blob', resourceId: hostStorageId, service: 'blob', zone: 0 }
  { name: 'host-queue', resourceId: hostStorageId, service: 'queue', zone: 1 }
  { name: 'host-table', resourceId: hostStorageId, service: 'table', zone: 2 }
  { name: 'file-blob', resourceId: fileStorageId, service: 'blob', zone: 0 }
  { name: 'file-table', resourceId: fileStorageId, service: 'table', zone: 2 }
  { name: 'documents', resourceId: cosmosId, service: 'Sql', zone: 3 }
  { name: 'vault', resourceId: vaultId, service: 'vault', zone: 4 }
]

module zones 'br/public:avm/res/network/private-dns-zone:0.7.1' = [
  for (zone, i) in zoneNames: {
    name: 'zone-${i}'
    params: {
      name: zone
      tags: tags
      enableTelemetry: false
      virtualNetworkLinks: [
        {
          virtualNetworkResourceId: networkId
          registrationEnabled: false
        }
      ]
    }
  }
]

module endpoints 'br/public:avm/res/network/private-endpoint:0.11.0' = [
  for target in targets: {
    name: 'endpoint-${target.name}'
    params: {
      name: '${prefix}-${target.name}'
      location: location
      tags: tags
      enableTelemetry: false
      subnetResourceId: subnetId
      privateLinkServiceConnections: [
        {
          name: target.name
          properties: {
            privateLinkServiceId: target.resourceId
            groupIds: [target.service]
          }
        }
      ]
      privateDnsZoneGroup: {
        privateDnsZoneGroupConfigs: [
          {
            privateDnsZoneResourceId: zones[target.zone].outputs.resourceId
          }
        ]
      }
    }
  }
]
