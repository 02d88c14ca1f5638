using System.Collections.Concurrent;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Webhooks;

/// <summary>What stands around an attempt: whether one is to be made, and what follows from it.</summary>
public sealed class DeliveryDesk(
    WebhookStore store, EndpointDesk endpoints, AttemptStatistics statistics, TenantDirectory tenants, IDocuments documents, MailOutbox mails, IIds ids, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    private readonly WebhookEvents _events = new(ids, clock);
    private readonly ConcurrentDictionary<(TenantId, string), EndpointHealth> _health = new();

    /// <summary>Looks whether an attempt is to be made.</summary>
    /// <param name="run">Which series.</param>
    /// <param name="number">Which attempt of it, from 1.</param>
    /// <returns>What to send and to whom; or what follows without sending.</returns>
    public async Task<DeliveryCase> Look(TenantId tenant, string endpoint, string message, int run, int number, CancellationToken cancellation)
    {
        var found = await store.GetMessage(tenant, endpoint, message, cancellation);
        if (!found.Succeeded)
        {
            return new DeliveryCase(null, null, DeliveryStep.Over);
        }

        // A step that is repeated after its attempt was written down sees to what follows from it, and goes on from there.
        var told = found.Value.Body;
        var made = told.Attempts.LastOrDefault(a => a.Run == run && a.Number == number);
        if (made is not null)
        {
            await Judge(tenant, endpoint, made, true, cancellation);
        }

        if (told.State is not MessageState.Pending || told.Run != run || made is not null)
        {
            var next = told.State is MessageState.Pending && told.Run == run ? told.NextAt : null;
            return new DeliveryCase(null, null, next is { } at ? new DeliveryStep(at, number + 1) : DeliveryStep.Over);
        }

        // A tenant that rests sends nothing and loses nothing: what it would send is kept until it is back at work.
        if (await tenants.StateOf(tenant, cancellation) is { } tenantState && !TenantLife.IsAtWork(tenantState))
        {
            await store.Change(tenant, endpoint, message, was => was.State is MessageState.Pending && was.Run == run ? Held(was) : (MessageChange?)null, cancellation);
            return new DeliveryCase(null, null, DeliveryStep.Over);
        }

        var to = await store.Get(tenant, endpoint, cancellation);
        var state = to.Succeeded ? to.Value.Body.State : EndpointState.Deleted;
        if (state is EndpointState.Active && told.Data is not null)
        {
            return new DeliveryCase(told, to.Value.Body, null);
        }

        await store.Change(tenant, endpoint, message, was => was.State is MessageState.Pending && was.Run == run ? NotSent(was, state) : (MessageChange?)null, cancellation);
        return new DeliveryCase(null, null, DeliveryStep.Over);
    }

    /// <summary>Writes an attempt down, with everything that follows from it. Safe to repeat.</summary>
    /// <param name="answer">What was answered, with the headers that were sent.</param>
    /// <param name="chance">A random number from 0 to 1, for the jitter.</param>
    public async Task<DeliveryStep> Record(
        TenantId tenant, string endpoint, AttemptAnswer answer, AttemptVerdict verdict, double chance, CancellationToken cancellation)
    {
        var (now, attempt) = (clock.GetUtcNow(), answer.Attempt);
        var wait = verdict.Outcome is AttemptOutcome.Failed ? RetrySchedule.Next(attempt.Number, verdict, chance) : null;
        await store.Change(
            tenant, endpoint, answer.Message,
            was => was.Run == attempt.Run && was.Attempts.All(a => a.Run != attempt.Run || a.Number != attempt.Number) ? Changed(was, answer, now + wait) : (MessageChange?)null,
            cancellation);
        await Judge(tenant, endpoint, attempt, false, cancellation);
        statistics.Count(tenant, endpoint, attempt);
        return wait is { } time ? new DeliveryStep(now + time, attempt.Number + 1) : DeliveryStep.Over;
    }

    private MessageChange Changed(WebhookMessage was, AttemptAnswer answer, DateTimeOffset? next)
    {
        var attempt = answer.Attempt;
        MessageFailure? failure = attempt.Outcome is AttemptOutcome.Succeeded || next is not null ? null
            : attempt.Outcome is AttemptOutcome.Aborted ? MessageFailure.Aborted
            : attempt.Outcome is AttemptOutcome.Gone ? MessageFailure.EndpointGone
            : MessageFailure.Exhausted;
        var message = was.After(attempt, next, failure);

        // What was expunged during the attempt does not come back by its answer.
        return new MessageChange(message, _events.About(message), was.Data is null ? null : answer);
    }

    private static MessageChange Held(WebhookMessage was) => new(was with { State = MessageState.Held, NextAt = null });

    private MessageChange NotSent(WebhookMessage was, EndpointState state)
    {
        if (state is EndpointState.Paused or EndpointState.Pending)
        {
            return Held(was);
        }

        var failure = state is EndpointState.Active ? MessageFailure.Expunged : MessageFailure.EndpointGone;
        var message = was with { State = MessageState.Failed, Failure = failure, NextAt = null };
        return new MessageChange(message, _events.About(message));
    }

    // What an attempt says of its endpoint. A failure that is judged once more is not counted once more.
    private async Task Judge(TenantId tenant, string endpoint, MessageAttempt attempt, bool isRepeated, CancellationToken cancellation)
    {
        if (attempt.Outcome is AttemptOutcome.Gone)
        {
            await Disable(tenant, endpoint, DisabledReason.Gone, attempt.At, cancellation);
            return;
        }

        // An endpoint that says that it wants no more of one message is alive.
        var (now, isAlive) = (clock.GetUtcNow(), attempt.Outcome is AttemptOutcome.Succeeded or AttemptOutcome.Aborted);
        if (isAlive && _health.TryGetValue((tenant, endpoint), out var remembered) && !remembered.IsNews(now))
        {
            return;
        }

        var to = await store.Get(tenant, endpoint, cancellation);
        if (!to.Succeeded || !to.Value.Body.IsToldBy(attempt.At))
        {
            return;
        }

        var since = to.Value.Body.VerifiedAt;
        var health = await Change(tenant, endpoint, was => isAlive ? was.Succeeded(now) : isRepeated ? was.Since(since) : was.Since(since).Failed(now), cancellation);
        if (_health.Count > MostRemembered)
        {
            _health.Clear();
        }

        _health[(tenant, endpoint)] = health;
        if (health.IsHopeless(now))
        {
            await Disable(tenant, endpoint, DisabledReason.Failing, attempt.At, cancellation);
        }
    }

    private async Task<EndpointHealth> Change(TenantId tenant, string endpoint, Func<EndpointHealth, EndpointHealth> change, CancellationToken cancellation)
    {
        var place = WebhookStore.MessagesOf(tenant, endpoint);
        for (var tries = 0; tries < 50; tries++)
        {
            var known = await documents.Find<EndpointHealth>(place, EndpointHealth.Kind, endpoint, cancellation);
            var next = change(known?.Body ?? new EndpointHealth());
            var batch = known is null ? new Batch().Create(EndpointHealth.Kind, endpoint, next) : new Batch().Replace(EndpointHealth.Kind, endpoint, next, known.Revision);
            if ((await documents.Commit(place, batch, cancellation)).Committed)
            {
                return next;
            }
        }

        throw new TransientException($"The health of the endpoint '{endpoint}' kept changing.");
    }

    /// <summary>Sends nothing to an endpoint any more, unless it has proved since that it wants messages; its contact is told once. Safe to repeat.</summary>
    /// <param name="began">When the attempt began that shows the reason, UTC.</param>
    public async Task Disable(TenantId tenant, string endpoint, DisabledReason reason, DateTimeOffset began, CancellationToken cancellation)
    {
        await endpoints.Disable(tenant, endpoint, reason, began, cancellation);
        var found = await store.Get(tenant, endpoint, cancellation);
        if (found.Succeeded && found.Value.Body is { State: EndpointState.Disabled, Contact: { } contact } disabled && EmailAddress.TryParse(contact, out var address))
        {
            var values = new Dictionary<string, string>
            {
                ["endpoint"] = disabled.Description.Length > 0 ? disabled.Description : new Uri(disabled.Url).Host,
                ["reason"] = disabled.Reason is DisabledReason.Gone ? "gone" : "failing",
            };

            // It is disabled once after each time that it was verified.
            await mails.Enqueue(tenant, $"endpoint-disabled-{endpoint}-{disabled.VerifiedAt?.ToUnixTimeMilliseconds() ?? 0}", new MailDraft(MailTemplates.EndpointDisabled, address, values), cancellation);
        }
    }
}

/// <summary>Whether an attempt is to be made.</summary>
/// <param name="Message">What to send; null when nothing is.</param>
/// <param name="Endpoint">Where to; null when nowhere.</param>
/// <param name="Instead">What follows without sending; null when something is to be sent.</param>
public sealed record DeliveryCase(WebhookMessage? Message, WebhookEndpoint? Endpoint, DeliveryStep? Instead);

/// <summary>What follows.</summary>
/// <param name="NextAt">When to go on, UTC; null when it is over.</param>
/// <param name="Number">Which attempt is next.</param>
/// <param name="Reserved">The place in the endpoint's lane that waits then; null when none does.</param>
public sealed record DeliveryStep(DateTimeOffset? NextAt, int Number, DateTimeOffset? Reserved = null)
{
    /// <summary>There is nothing more to do.</summary>
    public static DeliveryStep Over { get; } = new(null, 0);
}
