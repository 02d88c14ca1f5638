using System.ComponentModel.DataAnnotations;
using Interlink.Core.ApiAccess;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Events;

/// <summary>Which events to follow.</summary>
public record FollowEventsQuery
{
    /// <summary>Where to go on: <c>next</c> of the answer before. From the beginning when left out.</summary>
    [StringLength(2000)]
    public string? After { get; init; }

    /// <summary>Of which types, as webhook endpoints name them: <c>process.created</c>, <c>process.*</c>, or <c>*</c> for all that are not about the sending itself.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Type { get; init; } = [];

    /// <summary>Of which process.</summary>
    [StringLength(26)]
    public string? Process { get; init; }

    /// <summary>What is wanted, from which place on; refused before the answer begins, since afterwards it is too late.</summary>
    internal Outcome<(EventWish Wish, string? Place)> Check(string? after) =>
        after is not null && !EventLog.IsPlace(after) ? new InvalidInput("after", "malformed", "This is not a place that was answered.")
        : Type.All(EventTypeFilter.Exists) ? (new EventWish(Type, Process), after)
        : new InvalidInput("type", "unknown_value", "There is no such event type, or programs do not read it.");
}

/// <summary>Which events to read.</summary>
public sealed record ReadEventsQuery : FollowEventsQuery
{
    /// <summary>How many to look at, at the most; fewer are answered where only some are wanted.</summary>
    [Range(1, EventLog.MaxLimit)]
    public int Limit { get; init; } = 100;

    /// <summary>How many seconds to wait for something, when there is nothing yet.</summary>
    [Range(0, 30)]
    public int Wait { get; init; }
}

/// <summary>What has happened in a tenant, over HTTP; and the timer that hands events on.</summary>
public sealed class EventFunctions(EventReader reader, OpenWaits waits, OutboxDispatch dispatch)
{
    /// <summary>The header in which a reader of server-sent events says where it was cut off (WHATWG HTML, 9.2).</summary>
    internal const string LastEventId = "Last-Event-ID";

    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    /// <summary>Reads what has happened, in the order in which it became known; ask again with <c>next</c> for what comes later, and with <c>wait</c> to be answered when it comes.</summary>
    [Function("ReadEvents"), Allow(Scope.Administrator), AllowApplication(ApiScope.ReadEvents), WhileSuspended, Query<ReadEventsQuery>]
    public async Task<Reply<EventPage>> ReadEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadQuery<ReadEventsQuery>()
            .Then(query => query.Check(query.After).Then(asked => query.Wait == 0 ? (query, asked) : waits.Enter(request).Map(_ => (query, asked))))
            .Then(async read => Outcome<EventPage>.Of(
                await reader.Read(request.Caller().Tenant, read.asked.Place, read.query.Limit, read.asked.Wish, TimeSpan.FromSeconds(read.query.Wait), cancellation)));

    /// <summary>Follows what happens as server-sent events. Each has its place as its id: a reader that was cut off goes on with <c>Last-Event-ID</c>, as browsers do by themselves.</summary>
    [Function("FollowEvents"), Allow(Scope.Administrator), AllowApplication(ApiScope.ReadEvents), WhileSuspended, Query<FollowEventsQuery>, Answers(StatusCodes.Status200OK, MediaType = "text/event-stream")]
    public Task<Reply<FileDownload>> FollowEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events/stream")] HttpRequest request, CancellationToken cancellation) =>
        Task.FromResult(request.ReadQuery<FollowEventsQuery>()
            .Then(query => query.Check(request.Headers[LastEventId].ToString() is { Length: > 0 } last ? last : query.After))
            .Then(asked => waits.Enter(request).Map(_ => asked))
            .Then(asked => Outcome<FileDownload>.Of(
                new FileDownload(new LineStream(reader.Stream(request.Caller().Tenant, asked.Place, asked.Wish, cancellation), "\n", atOnce: true), "text/event-stream", null)
                {
                    Inline = true,
                })).ToReply(Reply.File));

    /// <summary>Hands on what commits have stored.</summary>
    [Function("DispatchEvents")]
    public Task DispatchEvents([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancellation) => dispatch.Run(AtMost, cancellation);
}
