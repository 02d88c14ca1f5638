// Mail by Azure Communication Services: a domain of Azure's to begin with, one's own once it is verified. Nobody has a key: the functions ask as themselves.

@description('Name of the Communication Services resource: 1 to 63 letters, digits and hyphens.')
@minLength(1)
@maxLength(63)
param name string

@description('Name of the Email Communication Services resource, which holds the domains.')
@minLength(1)
@maxLength(63)
param emailName string

@description('Tags of the stamp.')
param tags object

@description('A domain of one\'s own that mails come from, such as example.org; empty for the one of Azure alone.')
@maxLength(253)
param domain string

@description('Whether the own domain is verified. Azure links no other, so mails come from its own domain until then.')
param domainVerified bool

@description('What stands before the @ of one\'s own domain.')
@minLength(1)
@maxLength(64)
param sender string

@description('Resource id of the workspace that is told how sending goes.')
@minLength(1)
@maxLength(1000)
param workspaceId string

// The service has no region; where it keeps what is at rest is this.
var dataLocation = 'Europe'
var useOwn = !empty(domain) && domainVerified

resource email 'Microsoft.Communication/emailServices@2025-05-01' = {
  name: emailName
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
  }
}

resource managed 'Microsoft.Communication/emailServices/domains@2025-05-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource own 'Microsoft.Communication/emailServices/domains@2025-05-01' = if (!empty(domain)) {
  parent: email
  name: empty(domain) ? 'none' : domain
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource ownSender 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-05-01' = if (useOwn) {
  parent: own
  name: sender
  properties: {
    username: sender
  }
}

resource communication 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: [useOwn ? own.id : managed.id]
  }
}

// How sending goes. What became of each mail is not asked for: that log names the readers.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: communication
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'EmailSendMailOperational'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Name.')
output name string = communication.name

@description('Settings with which the app sends its mails by this service.')
output settings object = {
  Interlink__Mail__From: useOwn ? '${sender}@${domain}' : 'DoNotReply@${managed.properties.fromSenderDomain}'
  Interlink__Mail__Azure__Endpoint: 'https://${communication.properties.hostName}'
}
