using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>The sessions of people, where the host signs them in itself. One that is not here is over, whatever cookie somebody has.</summary>
public sealed class SessionStore(IDocuments documents, AccountEvents events, TimeProvider clock)
{
    /// <summary>How long a session lasts without being used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>How exactly its last use is known: reading must not become writing.</summary>
    public static readonly TimeSpan Coarseness = TimeSpan.FromMinutes(10);

    /// <summary>Most sessions that are kept of a person, those that are over included; the one unused longest makes room.</summary>
    public const int Most = 50;

    private const string Kind = "account-session";

    /// <summary>Begins a session. Those that have run out are remembered for a while: see <see cref="SignInRecords"/>.</summary>
    /// <param name="id">Made anew for it.</param>
    public async Task Begin(TenantId tenant, string id, SignInSession session, CancellationToken cancellation)
    {
        var batch = new Batch().Create(Kind, IdOf(session.Subject, id), session).Emit(events.SignedIn(session.Subject, session.Method));
        var all = await All(tenant, session.Subject, cancellation);
        foreach (var old in all.Skip(Most - 1).Take(Batch.MaxOperations - 2))
        {
            batch.Remove(Kind, old.Id);
        }

        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
    }

    /// <summary>Reads a session that is being used; null when it is over.</summary>
    public async Task<SignInSession?> Use(TenantId tenant, string subject, string id, CancellationToken cancellation)
    {
        var session = await documents.Find<SignInSession>(AccountStore.In(tenant), Kind, IdOf(subject, id), cancellation);
        if (session is null || IsOver(session.Body))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (now - session.Body.LastSeenAt >= Coarseness)
        {
            // When another request writes it down at the same moment, or ends the session, that one's word counts.
            var used = new Batch().Replace(Kind, session.Id, session.Body with { LastSeenAt = now }, session.Revision);
            await documents.Commit(AccountStore.In(tenant), used, cancellation);
        }

        return session.Body;
    }

    /// <summary>The sessions of a person that are not over, by id, the one used last first.</summary>
    public async Task<IReadOnlyList<(string Id, SignInSession Session)>> List(TenantId tenant, string subject, CancellationToken cancellation) =>
        [.. (await All(tenant, subject, cancellation)).Where(s => !IsOver(s.Body)).Select(s => (s.Id[(subject.Length + 1)..], s.Body))];

    /// <summary>The same with those that are over and not forgotten yet.</summary>
    public async Task<IReadOnlyList<(string Id, SignInSession Session)>> Remembered(TenantId tenant, string subject, CancellationToken cancellation) =>
        [.. (await All(tenant, subject, cancellation)).Select(s => (s.Id[(subject.Length + 1)..], s.Body))];

    /// <summary>Ends a session; nothing happens when it is over already.</summary>
    /// <param name="how"><c>signed-out</c> or <c>revoked</c>.</param>
    /// <returns>Whether it was still there.</returns>
    public async Task<bool> End(TenantId tenant, string subject, string id, string how, CancellationToken cancellation)
    {
        var session = await documents.Find<SignInSession>(AccountStore.In(tenant), Kind, IdOf(subject, id), cancellation);
        if (session is null)
        {
            return false;
        }

        var batch = new Batch().Remove(Kind, session.Id).Emit(events.SessionEnded(subject, subject, how));
        await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        return true;
    }

    /// <summary>Ends every session of a person but one.</summary>
    /// <param name="except">The one to keep; null for none.</param>
    /// <param name="how"><c>revoked</c> or <c>credentials-changed</c>.</param>
    /// <returns>How many ended.</returns>
    public async Task<int> EndAll(TenantId tenant, string subject, string? except, string how, CancellationToken cancellation)
    {
        var ending = (await All(tenant, subject, cancellation)).Where(s => except is null || s.Id != IdOf(subject, except)).ToList();
        foreach (var round in ending.Chunk(Batch.MaxOperations - 1))
        {
            var batch = new Batch().Emit(events.SessionEnded(subject, subject, how));
            foreach (var session in round)
            {
                batch.Remove(Kind, session.Id);
            }

            await documents.Commit(AccountStore.In(tenant), batch, cancellation);
        }

        return ending.Count;
    }

    /// <summary>Forgets sessions that are over and were last used before a time.</summary>
    /// <param name="limit">Most that are forgotten.</param>
    /// <returns>How many were.</returns>
    internal async Task<int> Forget(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await documents.List<SignInSession>(AccountStore.In(tenant), Kind, new ListOptions(Limit: 1000, Cursor: cursor), cancellation);
            var old = page.Items.Where(s => s.Body.LastSeenAt < before && IsOver(s.Body)).Take(Math.Min(limit, Batch.MaxOperations)).ToList();
            if (old.Count > 0)
            {
                await documents.Commit(AccountStore.In(tenant), old.Aggregate(new Batch(), (batch, session) => batch.Remove(Kind, session.Id)), cancellation);
                return old.Count;
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return 0;
    }

    private async Task<IReadOnlyList<Document<SignInSession>>> All(TenantId tenant, string subject, CancellationToken cancellation)
    {
        var page = await documents.List<SignInSession>(AccountStore.In(tenant), Kind, new ListOptions($"{subject}:", 1000), cancellation);
        return [.. page.Items.OrderByDescending(s => s.Body.LastSeenAt)];
    }

    private bool IsOver(SignInSession session) => session.LastSeenAt + Lifetime + Coarseness <= clock.GetUtcNow();

    private static string IdOf(string subject, string id) => $"{subject}:{id}";
}
