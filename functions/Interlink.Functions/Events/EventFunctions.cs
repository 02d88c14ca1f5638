using System.ComponentModel.DataAnnotations;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Events;

/// <summary>Which events to read.</summary>
public sealed record ReadEventsQuery
{
    /// <summary>How many at the most.</summary>
    [Range(1, EventLog.MaxLimit)]
    public int Limit { get; init; } = 100;

    /// <summary>Where to go on: <c>next</c> of the answer before. From the beginning when left out.</summary>
    [StringLength(2000)]
    public string? After { get; init; }
}

/// <summary>What has happened in a tenant, over HTTP; and the timer that hands events on.</summary>
public sealed class EventFunctions(EventLog log, OutboxDispatch dispatch)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    /// <summary>Reads what has happened, in the order in which it became known; ask again with <c>next</c> for what comes later.</summary>
    [Function("ReadEvents"), Allow(Scope.Administrator), WhileSuspended, Query<ReadEventsQuery>]
    public async Task<Reply<EventPage>> ReadEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ReadEventsQuery>().Then(async query =>
            Outcome<EventPage>.Of(await log.Read(request.Caller().Tenant, query.After, query.Limit, cancellation)));

    /// <summary>Hands on what commits have stored.</summary>
    [Function("DispatchEvents")]
    public Task DispatchEvents([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancellation) => dispatch.Run(AtMost, cancellation);
}
