using System.Runtime.CompilerServices;
using Interlink.Core.Events;
using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>What administrators do with messages. What is answered as pending is for the caller to begin to send; asking again does no harm.</summary>
public sealed class MessageDesk(WebhookStore store, WebhookLog kept, EventLog log, IIds ids, TimeProvider clock)
{
    /// <summary>Messages of one round.</summary>
    public const int Round = 100;

    /// <summary>For how long a message whose sending broke off is begun to be sent again.</summary>
    public static readonly TimeSpan BeginAgainFor = TimeSpan.FromDays(7);

    /// <summary>How long a message is left alone beyond the time at which it was to be sent, before it counts as <see cref="Stalled"/>.</summary>
    public static readonly TimeSpan StalledAfter = TimeSpan.FromHours(1);

    private readonly WebhookEvents _events = new(ids, clock);

    /// <summary>Decides about a message whose sending broke off by a fault of the platform's: it is begun again, for <see cref="BeginAgainFor"/> after it was to be sent;
    /// then it has failed, and a replay or recovery can send it. Safe to repeat.</summary>
    /// <param name="run">Which series of attempts broke off.</param>
    /// <returns>The message to begin to send again in the same series; null when there is nothing to begin.</returns>
    public async Task<WebhookMessage?> Resume(TenantId tenant, string endpoint, string id, int run, CancellationToken cancellation)
    {
        var late = clock.GetUtcNow() - BeginAgainFor;
        var found = await store.Change(
            tenant, endpoint, id, was => was.State is MessageState.Pending && was.Run == run && (was.NextAt ?? was.EnqueuedAt) <= late ? Interrupted(was) : (MessageChange?)null, cancellation);
        return found is { Succeeded: true, Value: { State: MessageState.Pending } message } && message.Run == run ? message : null;
    }

    /// <summary>Messages of an endpoint that were to be sent long ago and are pending still: nothing may be sending them any more, as after their documents alone were restored.</summary>
    public async IAsyncEnumerable<WebhookMessage> Stalled(TenantId tenant, string endpoint, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (late, cursor) = (clock.GetUtcNow() - StalledAfter, default(string));
        do
        {
            var page = await store.Search(
                tenant, new MessageQuery { Endpoint = endpoint, States = [MessageState.Pending], Page = new PageRequest(Round, cursor) }, cancellation);
            foreach (var message in page.Items.Where(m => (m.NextAt ?? m.EnqueuedAt) < late))
            {
                yield return message;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Sends a message once more, from the first attempt on; one that waits for its next attempt, now.</summary>
    public async Task<Outcome<WebhookMessage>> Replay(Caller caller, string endpoint, string id, CancellationToken cancellation)
    {
        var (to, now) = (await Active(caller.Tenant, endpoint, cancellation), clock.GetUtcNow());
        return await to.Then(_ => store.Change(caller.Tenant, endpoint, id, was => was switch
        {
            { Data: null } => new MessageExpunged(id),
            _ when was.IsUnderWay(now) => (MessageChange?)null,
            _ => new MessageChange(was.Again(now), _events.Replayed(caller, was)),
        }, cancellation));
    }

    /// <summary>Removes the particulars of a message for good, and what was answered to it, since answers repeat what they got; when its attempts were and how they ended stays.
    /// What still waits to be sent is not sent any more.</summary>
    public async Task<Outcome<WebhookMessage>> Expunge(Caller caller, string endpoint, string id, CancellationToken cancellation)
    {
        var found = await store.GetMessage(caller.Tenant, endpoint, id, cancellation);
        if (!found.Succeeded)
        {
            return found.Error;
        }

        // First what was answered, also to attempts that the message does not remember any more; what is answered meanwhile goes with the message.
        await kept.Forget(caller.Tenant, endpoint, id, cancellation);
        return await store.Change(caller.Tenant, endpoint, id, was => was.Data is null
            ? (MessageChange?)null
            : new MessageChange(Expunged(was), _events.Expunged(caller, was)), cancellation);
    }

    /// <summary>Keeps a test that was sent, and what was answered to it.</summary>
    public Task KeepTest(Caller caller, WebhookMessage sent, AttemptAnswer answer, CancellationToken cancellation) =>
        store.Keep(caller.Tenant, sent, answer, _events.Tested(caller, sent), cancellation);

    /// <summary>One round of sending many once more.</summary>
    /// <param name="cursor">From the round before; null for the first.</param>
    public async Task<ReplayRound> Next(TenantId tenant, string endpoint, ReplayKind kind, DateTimeOffset since, string? cursor, CancellationToken cancellation)
    {
        var to = await Active(tenant, endpoint, cancellation);
        return !to.Succeeded ? ReplayRound.Stopped : kind switch
        {
            ReplayKind.Everything => await FromLog(tenant, to.Value, since, cursor, cancellation),
            _ => await Failed(tenant, endpoint, since, cursor, cancellation),
        };
    }

    /// <summary>An endpoint that takes messages.</summary>
    public async Task<Outcome<WebhookEndpoint>> Active(TenantId tenant, string endpoint, CancellationToken cancellation) =>
        (await store.Get(tenant, endpoint, cancellation)).Then(found =>
            found.Body.State is EndpointState.Active ? Outcome<WebhookEndpoint>.Of(found.Body) : new EndpointStateRefused(found.Body.State));

    private MessageChange Interrupted(WebhookMessage was)
    {
        var message = was with { State = MessageState.Failed, Failure = MessageFailure.Interrupted, NextAt = null };
        return new MessageChange(message, _events.About(message));
    }

    // Messages that were never written, because the endpoint was disabled at the time, are written now.
    private async Task<ReplayRound> FromLog(TenantId tenant, WebhookEndpoint endpoint, DateTimeOffset since, string? cursor, CancellationToken cancellation)
    {
        if (cursor is null)
        {
            await log.CatchUp(cancellation);
        }

        var page = await log.Read(tenant, cursor ?? EventLog.PlaceAt(since), Round, cancellation);
        var wanted = page.Items.Where(e => e.At >= since && endpoint.Wants(e.Type, WebhookFanOut.ProcessOf(e.Data), WebhookFanOut.EndpointOf(e.Type, e.Data))).ToList();
        var messages = wanted.Select(told => WebhookMessage.Of(tenant, endpoint, told, clock.GetUtcNow())).ToList();
        var (expunged, known) = (await store.Expunged(tenant, endpoint.Id, [.. messages.Select(m => m.Id)], cancellation), new List<WebhookMessage>());
        foreach (var message in messages.Where(m => !expunged.Contains(m.Id)))
        {
            var found = await store.GetMessage(tenant, endpoint.Id, message.Id, cancellation);
            if (found.Succeeded)
            {
                known.AddRange(await Again(tenant, found.Value.Body, cancellation));
            }
            else
            {
                await store.Enqueue(tenant, endpoint.Id, [message], cancellation);
                known.Add(message);
            }
        }

        return new ReplayRound(known, page.Items.Count < Round ? null : page.Next);
    }

    // Those that wait for the first attempt of a further series are looked at too: a round that broke off has let them go, and nobody may have begun to send them.
    // What failed may fail again, so one goes on from there. An example that failed is no event.
    private async Task<ReplayRound> Failed(TenantId tenant, string endpoint, DateTimeOffset since, string? cursor, CancellationToken cancellation)
    {
        var query = new MessageQuery { Endpoint = endpoint, States = [MessageState.Failed, MessageState.Pending], Since = since, Page = new PageRequest(Round, cursor) };
        var page = await store.Search(tenant, query, cancellation);
        var now = clock.GetUtcNow();
        var wanted = page.Items.Where(m => m.EventId is not null && (!m.IsUnderWay(now) || m is { Run: > 1, InRun: 0 }));
        var begun = await Task.WhenAll(wanted.Select(message => Again(tenant, message, cancellation)));
        return new ReplayRound([.. begun.SelectMany(message => message)], page.Next);
    }

    private WebhookMessage Expunged(WebhookMessage was)
    {
        var without = was with { Data = null, ExpungedAt = clock.GetUtcNow() };
        return was.State is MessageState.Held ? without with { State = MessageState.Failed, Failure = MessageFailure.Expunged, NextAt = null } : without;
    }

    private async Task<IReadOnlyList<WebhookMessage>> Again(TenantId tenant, WebhookMessage message, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var changed = await store.Change(
            tenant, message.Endpoint, message.Id, was => was.Data is null || was.IsUnderWay(now) ? (MessageChange?)null : new MessageChange(was.Again(now)), cancellation);
        return changed is { Succeeded: true, Value.State: MessageState.Pending } ? [changed.Value] : [];
    }
}

/// <summary>Which messages to send once more.</summary>
public enum ReplayKind
{
    /// <summary>Everything that happened since a time, whether it was taken or not.</summary>
    Everything,

    /// <summary>What failed.</summary>
    Failed,
}

/// <summary>Messages to begin to send, and from where to go on.</summary>
/// <param name="Next">For the next round; null when this was the last.</param>
/// <param name="IsStopped">Whether the endpoint takes nothing any more, so that there is no further round although there may be more to send.</param>
public sealed record ReplayRound(IReadOnlyList<WebhookMessage> Messages, string? Next, bool IsStopped = false)
{
    internal static ReplayRound Stopped { get; } = new([], null, true);
}
