using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Mail;

/// <summary>What a run did.</summary>
/// <param name="Sent">How many mails the next station took.</param>
/// <param name="Failed">How many were given up.</param>
/// <param name="Unavailable">What the next station said when it took no mail at all; null when it did not come to that.</param>
public sealed record MailRun(int Sent, int Failed, string? Unavailable);

/// <summary>Sends what waits in the outboxes of all tenants, in small turns: what somebody waits for before everything else, and no tenant behind another's thousands.</summary>
/// <remarks>A mail is claimed by a commit before it is sent, and its outcome is committed after. Of two hosts one wins the claim. A host that dies in between leaves a
/// claim that ends by itself; the next attempt hands the mail over under the same reference.</remarks>
public sealed class MailDispatch(
    MailStore store, WaitingTenants waiting, TenantDirectory directory, MailPost post, MailRates rates, MailFigures figures, MailOptions options, IIds ids, TimeProvider clock)
{
    /// <summary>Most mails that one tenant sends before the next has its turn.</summary>
    private const int Turn = MailStore.MaxTogether;

    /// <summary>The longest that urgent mails wait for turns of others.</summary>
    private static readonly TimeSpan UrgentEvery = TimeSpan.FromSeconds(2);

    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _unavailable;
    private int _first;

    /// <summary>Sends everything that is due, or as much as the time allows.</summary>
    /// <param name="atMost">After this time no further turn is begun.</param>
    /// <returns>What was done; nothing while there is no way to send, or the next station is left alone for a while.</returns>
    public async Task<MailRun> Run(TimeSpan atMost, CancellationToken cancellation)
    {
        var tally = new Tally();
        var began = clock.GetUtcNow();
        var tenants = await AtWork(cancellation);
        if (post.CanSend && began >= _pausedUntil)
        {
            while (await Round(tenants, tally, began + atMost, cancellation))
            {
                tenants = await AtWork(cancellation);
            }
        }

        await Measure(tenants, cancellation);
        return new MailRun(tally.Sent, tally.Failed, tally.Unavailable);
    }

    // Mails of a tenant that rests wait until it is back at work.
    private async Task<IReadOnlyList<TenantId>> AtWork(CancellationToken cancellation)
    {
        var working = new List<TenantId>();
        foreach (var tenant in await waiting.All(cancellation))
        {
            var state = await directory.StateOf(tenant, cancellation);
            if (state is TenantState.Deleted)
            {
                await waiting.Rest(tenant, cancellation);
            }
            else if (state is null or TenantState.Active or TenantState.Provisioning)
            {
                working.Add(tenant);
            }
        }

        return working;
    }

    // One turn of ordinary mail for each tenant, and urgent mail in between. The tenant that begins is another each time.
    private async Task<bool> Round(IReadOnlyList<TenantId> tenants, Tally tally, DateTimeOffset until, CancellationToken cancellation)
    {
        var did = await Urgent(tenants, tally, cancellation);
        var looked = clock.GetUtcNow();
        _first = tenants.Count == 0 ? 0 : (_first + 1) % tenants.Count;
        for (var i = 0; i < tenants.Count && Goes(tally, until); i++)
        {
            did |= await Take(tenants[(_first + i) % tenants.Count], MailUrgency.Ordinary, tally, cancellation) > 0;
            if (clock.GetUtcNow() - looked > UrgentEvery)
            {
                did |= await Urgent(tenants, tally, cancellation);
                looked = clock.GetUtcNow();
            }
        }

        return did && Goes(tally, until);
    }

    private bool Goes(Tally tally, DateTimeOffset until) => tally.Unavailable is null && clock.GetUtcNow() < until;

    private async Task<bool> Urgent(IReadOnlyList<TenantId> tenants, Tally tally, CancellationToken cancellation)
    {
        var did = false;
        foreach (var tenant in tenants)
        {
            did |= tally.Unavailable is null && await Take(tenant, MailUrgency.Urgent, tally, cancellation) > 0;
        }

        return did;
    }

    private async Task<int> Take(TenantId tenant, MailUrgency urgency, Tally tally, CancellationToken cancellation)
    {
        var due = await store.Due(tenant, (int)urgency, clock.GetUtcNow(), Turn, cancellation);
        var admitted = due.Count == 0 ? 0 : rates.Take(tenant, due.Count);
        var until = clock.GetUtcNow() + options.Lease;
        var claim = ids.New();
        var claimed = await store.ReplaceAll(tenant, [.. due.Take(admitted)], mail => mail.Claimed(claim, until), cancellation);
        rates.Give(tenant, admitted - claimed.Count);
        if (claimed.Count == 0)
        {
            return 0;
        }

        var sender = await post.Sender(tenant, cancellation);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce };
        await Parallel.ForEachAsync(claimed, parallel, async (mail, _) => await Send(sender, mail, until, tally, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return claimed.Count;
    }

    private async Task Send(MailSender sender, Document<MailRecord> claimed, DateTimeOffset until, Tally tally, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();

        // What was not begun is given back as it was: after a stop, an outage, or so late that somebody else might take it meanwhile.
        if (cancellation.IsCancellationRequested || tally.Unavailable is not null || now + options.Send > until)
        {
            await store.Replace(sender.Tenant, claimed, claimed.Body.Released(now), null, CancellationToken.None);
            return;
        }

        var result = await post.Send(sender, claimed, cancellation);
        var after = After(claimed.Body, result);
        Note(result, after, tally);

        // What has happened is written down also when the host is asked to stop.
        if (await store.Replace(sender.Tenant, claimed, after, null, CancellationToken.None) is null)
        {
            await store.ForgetRemoved(sender.Tenant, claimed, CancellationToken.None);
        }
    }

    private MailRecord After(MailRecord mail, PostResult result)
    {
        var now = clock.GetUtcNow();
        var tooOld = now - mail.WaitingSince > options.GiveUp;
        return result.Outcome switch
        {
            PostOutcome.Sent => mail.Sent(now),
            PostOutcome.Unwanted => mail.Dropped(now, MailReason.Unwanted),
            PostOutcome.Unwritable => mail.Failed(now, options.KeepValues, MailReason.Unwritable, result.Detail),
            PostOutcome.Refused => mail.Failed(now, options.KeepValues, MailReason.Refused, result.Detail),
            PostOutcome.Unavailable when tooOld => mail.Failed(now, options.KeepValues, MailReason.Unavailable, result.Detail),
            PostOutcome.Unavailable => mail.Unreached(now, result.Detail),
            _ when MailSchedule.Next(mail.Deferrals + 1, result.RetryAfter, Random.Shared.NextDouble()) is { } delay && !tooOld => mail.Deferred(now + delay, result.Detail),
            _ => mail.Failed(now, options.KeepValues, MailReason.Exhausted, result.Detail),
        };
    }

    private void Note(PostResult result, MailRecord after, Tally tally)
    {
        // What is said of the pause goes to the log, where addresses of people have no place.
        if (result.Outcome is PostOutcome.Unavailable && tally.Stop((result.Detail ?? "").Replace(after.Recipient, "(the reader)", StringComparison.OrdinalIgnoreCase)))
        {
            _pausedUntil = clock.GetUtcNow() + MailSchedule.Pause(++_unavailable, result.RetryAfter);
        }
        else if (result.Outcome is PostOutcome.Sent)
        {
            _unavailable = 0;
        }

        tally.Count(after.State);
        figures.Count(after);
    }

    private async Task Measure(IReadOnlyList<TenantId> tenants, CancellationToken cancellation)
    {
        var (count, oldest) = (0L, (DateTimeOffset?)null);
        foreach (var tenant in tenants)
        {
            var own = 0L;
            foreach (var urgency in Enum.GetValues<MailUrgency>())
            {
                var (some, first) = await store.Waiting(tenant, (int)urgency, cancellation);
                own += some;
                oldest = first < (oldest ?? DateTimeOffset.MaxValue) ? first : oldest;
            }

            count += own;
            if (own == 0)
            {
                await waiting.Rest(tenant, cancellation);
            }
        }

        figures.Waiting(count, oldest is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero);
    }

    /// <summary>What several mails at once add up to.</summary>
    private sealed class Tally
    {
        private int _sent;
        private int _failed;
        private string? _unavailable;

        public int Sent => _sent;

        public int Failed => _failed;

        public string? Unavailable => Volatile.Read(ref _unavailable);

        /// <returns>Whether this was the first to say so.</returns>
        public bool Stop(string detail) => Interlocked.CompareExchange(ref _unavailable, detail, null) is null;

        public void Count(MailState state)
        {
            _ = state switch
            {
                MailState.Sent => Interlocked.Increment(ref _sent),
                MailState.Failed => Interlocked.Increment(ref _failed),
                _ => 0,
            };
        }
    }
}
