using System.Collections.Concurrent;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Edge;

/// <summary>Requests that stay open and wait for news, counted by caller and by key in this process, so that nobody fills the host with them.</summary>
public sealed class OpenWaits
{
    /// <summary>Most of one caller, or one key, at the same time.</summary>
    public const int Most = 4;

    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Takes a place for a request until it has been answered.</summary>
    /// <returns>Nothing, or <see cref="TooManyRequests"/>.</returns>
    public Outcome<Unit> Enter(HttpRequest request)
    {
        var caller = request.Caller();
        var who = $"{caller.Tenant}:{request.ApplicationOrNull()?.Credential ?? caller.Subject}";
        if (_open.AddOrUpdate(who, 1, (_, open) => open + 1) > Most)
        {
            Leave(who);
            return new TooManyRequests(s_later);
        }

        request.HttpContext.Response.RegisterForDispose(new Place(this, who));
        return Unit.Value;
    }

    private void Leave(string who)
    {
        if (_open.AddOrUpdate(who, 0, (_, open) => open - 1) == 0)
        {
            _open.TryRemove(KeyValuePair.Create(who, 0));
        }
    }

    private sealed class Place(OpenWaits waits, string who) : IDisposable
    {
        public void Dispose() => waits.Leave(who);
    }
}
