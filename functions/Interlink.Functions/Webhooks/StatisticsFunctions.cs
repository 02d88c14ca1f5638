using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Webhooks;

/// <summary>Which statistics to show.</summary>
public sealed record WebhookStatisticsQuery
{
    /// <summary>From when on; a day back when left out.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when; now when left out.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How long each point is.</summary>
    public StatisticsBucket Bucket { get; init; } = StatisticsBucket.Hour;

    internal Outcome<(DateTimeOffset Since, DateTimeOffset Until)> Range(DateTimeOffset now)
    {
        // Far enough from both ends of the calendar to count in days and months.
        var until = Until ?? now;
        var since = Since ?? (until.Year > 1 ? until.AddDays(-1) : until);
        return since.Year >= 2000 && until.Year <= 9000 && since < until && (until - since) / EndpointStatistics.SizeOf(Bucket) <= EndpointStatistics.MaxPoints
            ? (since, until)
            : new InvalidInput("since", "out_of_range", $"This must be before until, by at most {EndpointStatistics.MaxPoints} buckets, and in the years 2000 to 9000.");
    }
}

/// <summary>How the attempts of webhook endpoints went, over HTTP.</summary>
public sealed class StatisticsFunctions(WebhookStore store, AttemptStatistics statistics, TimeProvider clock)
{
    /// <summary>Shows how many attempts a webhook endpoint took over time, and how fast.</summary>
    [Function("GetWebhookStatistics"), Allow(Scope.Administrator), AllowApplication(ApiScope.ManageWebhooks), Query<WebhookStatisticsQuery>]
    public async Task<Reply<EndpointStatistics>> GetWebhookStatistics(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/endpoints/{id}/statistics")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var (tenant, asked) = (request.Caller().Tenant, request.ReadQuery<WebhookStatisticsQuery>());
        var found = await store.Get(tenant, id, cancellation);
        return await found.Then(_ => asked).Then(query => query.Range(clock.GetUtcNow())
            .Then(async range => Outcome<EndpointStatistics>.Of(await statistics.Read(tenant, id, range.Since, range.Until, query.Bucket, cancellation))));
    }
}
