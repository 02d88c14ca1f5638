using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.ApiAccess;

/// <summary>When keys and tokens were last used. Written down every ten minutes at most by each host, so that reading stays reading.</summary>
public sealed class CredentialUse(IDocuments documents, TimeProvider clock)
{
    private const string Kind = "api-use";
    private const int Most = 10_000;
    private const int AtOnce = 1_000;
    private static readonly TimeSpan Coarseness = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(TenantId, string), DateTimeOffset> _written = new();

    /// <summary>Writes down that a credential is being used, unless this host did so in the last ten minutes.</summary>
    /// <param name="credential">See <see cref="CallingApplication.Credential"/>.</param>
    public async Task Note(TenantId tenant, string credential, CancellationToken cancellation)
    {
        var (now, key) = (clock.GetUtcNow(), (tenant, credential));
        if (_written.TryGetValue(key, out var last) && now - last < Coarseness)
        {
            return;
        }

        if (_written.Count >= Most)
        {
            _written.Clear();
        }

        _written[key] = now;
        await documents.Commit(In(tenant), new Batch().Put(Kind, credential, new LastUse(now)), cancellation);
    }

    /// <summary>When credentials were last used, to ten minutes; those that never were, or that nobody wrote down, are left out.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> Of(TenantId tenant, IReadOnlyCollection<string> credentials, CancellationToken cancellation)
    {
        var found = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var some in credentials.Chunk(AtOnce))
        {
            foreach (var use in await documents.FindMany<LastUse>(In(tenant), Kind, some, cancellation))
            {
                found[use.Id] = use.Body.At;
            }
        }

        return found;
    }

    // Beside the applications, so that writing it down never spoils an edit.
    private static Partition In(TenantId tenant) => Partition.Of(tenant, "api-use");

    private sealed record LastUse(DateTimeOffset At);
}
