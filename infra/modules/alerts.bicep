// What a person is woken for, and nothing more: the product is away, it fails, it is slow, the database says no, work is left lying.

@description('Name of the action group.')
@minLength(1)
@maxLength(260)
param actionGroupName string

@description('Name of the availability test.')
@minLength(1)
@maxLength(260)
param webTestName string

@description('Region.')
@minLength(3)
param location string

@description('Tags of the stamp.')
param tags object

@description('Where messages go; empty for the portal only.')
@maxLength(254)
param alertEmail string

@description('Host name that people use.')
@minLength(4)
@maxLength(253)
param webHost string

@description('Resource id of the Application Insights component.')
@minLength(1)
@maxLength(1000)
param insightsId string

@description('Resource id of the workspace with the logs.')
@minLength(1)
@maxLength(1000)
param workspaceId string

@description('Resource id of the Cosmos DB account.')
@minLength(1)
@maxLength(1000)
param cosmosId string

// Points of presence that the availability test asks from, by Azure's names: Amsterdam, Dublin, Paris.
var testedFrom = [
  'emea-nl-ams-azr'
  'emea-gb-db3-azr'
  'emea-fr-pra-edge'
]

// Queries over what functions and host report. Each returns a row for each thing to be told of.
var queries = [
  {
    name: 'server-errors'
    severity: 1
    description: 'One request in fifty, and at least ten, ended with a fault of the server in a quarter of an hour.'
    query: '''
AppRequests
| summarize failed = countif(toint(ResultCode) >= 500), asked = count()
| where failed >= 10 and failed * 50 >= asked
'''
  }
  {
    name: 'latency'
    severity: 2
    description: 'One request in twenty took longer than two seconds in a quarter of an hour; file transfers are left out.'
    query: '''
AppRequests
| where Name !has "Upload" and Name !has "Content" and Name !has "File"
| summarize slow = percentile(DurationMs, 95), asked = count()
| where asked >= 100 and slow > 2000
'''
  }
  {
    name: 'oldest-work-item'
    severity: 2
    description: 'Work that should run at once has been waiting for longer than ten minutes, or nobody has looked for a quarter of an hour.'
    query: '''
AppMetrics
| where Name == "interlink.work.oldest_age"
| summarize oldest = max(Max), told = count()
| where told == 0 or oldest > 600
'''
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'interlink'
    emailReceivers: empty(alertEmail) ? [] : [
      {
        name: 'operators'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource webTest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: webTestName
  location: location
  // The link to the component is made by this tag, and only by it.
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: webTestName
    Name: 'Health through the web app'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: map(testedFrom, place => { Id: place })
    Request: {
      RequestUrl: 'https://${webHost}/api/health'
      HttpVerb: 'GET'
      ParseDependentRequests: false
      FollowRedirects: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
      ContentValidation: {
        // The whole is well only if its worst check is.
        ContentMatch: '{"status":"ok"'
        IgnoreCase: true
        PassIfTextFound: true
      }
    }
  }
}

resource away 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'away'
  location: 'global'
  tags: tags
  properties: {
    description: 'The health check failed from two places or more.'
    severity: 0
    enabled: true
    scopes: [
      webTest.id
      insightsId
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: webTest.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: actionGroup.id
      }
    ]
  }
}

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'database-throttled'
  location: 'global'
  tags: tags
  properties: {
    description: 'Cosmos DB refused requests for want of throughput. A few are normal, they are tried again; this is more.'
    severity: 2
    enabled: true
    scopes: [
      cosmosId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'refused'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'TotalRequests'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 200
          dimensions: [
            {
              name: 'StatusCode'
              operator: 'Include'
              values: ['429']
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroup.id
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for item in queries: {
    name: item.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: item.name
      description: item.description
      severity: item.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      autoMitigate: true
      // A table appears with its first row; until then the query cannot be checked.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          actionGroup.id
        ]
      }
    }
  }
]

@description('Resource id of the action group.')
output actionGroupId string = actionGroup.id
