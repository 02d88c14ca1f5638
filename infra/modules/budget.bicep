// What the stamp may cost in a month, and who hears when it does. A budget warns; it stops nothing.

@description('Name of the budget.')
@minLength(1)
@maxLength(63)
param name string

@description('Amount per month, in the currency of the subscription.')
@minValue(1)
@maxValue(1000000)
param amount int

@description('First month, as yyyy-MM-01.')
@minLength(10)
@maxLength(10)
param start string

@description('Resource id of the action group that is told.')
@minLength(1)
@maxLength(1000)
param actionGroupId string

var actualThresholds = [50, 80, 100]

var actual = toObject(actualThresholds, threshold => 'actual-${threshold}', threshold => {
  enabled: true
  operator: 'GreaterThanOrEqualTo'
  threshold: threshold
  thresholdType: 'Actual'
  contactEmails: []
  contactRoles: ['Owner']
  contactGroups: [actionGroupId]
})

var forecast = {
  'forecast-100': {
    enabled: true
    operator: 'GreaterThanOrEqualTo'
    threshold: 100
    thresholdType: 'Forecasted'
    contactEmails: []
    contactRoles: ['Owner']
    contactGroups: [actionGroupId]
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
    }
    notifications: union(actual, forecast)
  }
}
