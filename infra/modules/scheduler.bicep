// Durable Task Scheduler: where orchestrations keep their history when storage queues are not enough.

@description('Name of the scheduler: 3 to 64 letters, digits and hyphens.')
@minLength(3)
@maxLength(64)
param name string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

@description('How it is paid for.')
@allowed([
  'Consumption'
  'Dedicated'
])
param skuName string

@description('Capacity units when it is dedicated.')
@minValue(1)
@maxValue(3)
param capacity int

@description('Name of the task hub. One hub for all tenants: the tenant is the first part of each instance id.')
@minLength(3)
@maxLength(64)
param taskHub string

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // An empty list lets nobody in; identities are the lock.
    ipAllowlist: ['0.0.0.0/0']
    publicNetworkAccess: 'Enabled'
    sku: skuName == 'Dedicated' ? { name: skuName, capacity: capacity } : { name: skuName }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: taskHub
  properties: {}
}

@description('Name.')
output name string = scheduler.name

@description('Endpoint of the scheduler.')
output endpoint string = scheduler.properties.endpoint
