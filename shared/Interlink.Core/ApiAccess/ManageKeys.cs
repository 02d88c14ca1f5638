using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.ApiAccess;

/// <summary>What a new key is to be, unchecked.</summary>
/// <param name="Name">What it is for; blank to call it after its day.</param>
/// <param name="Scopes">What it may do of what the application may; null for all.</param>
/// <param name="Life">How long it is good.</param>
public sealed record KeyDraft(string? Name, IReadOnlyList<ApiScope>? Scopes, TimeSpan Life);

/// <summary>A key that was just made.</summary>
/// <param name="Application">Whose it is.</param>
/// <param name="Key">What is kept of it.</param>
/// <param name="Text">The key itself; nobody can read it again.</param>
public sealed record MadeKey(Document<ApiApplication> Application, ApiKey Key, ApiKeyText Text);

/// <summary>Makes, rotates and revokes keys of applications; for administrators of the tenant.</summary>
public sealed class ManageKeys(ApplicationStore applications, IIds ids, TimeProvider clock)
{
    /// <summary>The longest that a key is good: whoever may have read it is locked out some day.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    /// <summary>The shortest.</summary>
    public static readonly TimeSpan ShortestLife = TimeSpan.FromDays(1);

    /// <summary>The longest that a key stays good beside the one that takes its place.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    private const int MostKept = 25;
    private readonly ApiAccessEvents _events = new(ids, clock);

    /// <summary>Makes a key.</summary>
    /// <returns>The key; <see cref="ApiApplicationNotFound"/>, <see cref="InvalidInput"/> or <see cref="TooManyApiKeys"/>.</returns>
    public Task<Outcome<MadeKey>> Create(Caller caller, string id, KeyDraft draft, CancellationToken cancellation) =>
        Make(caller, id, (application, text) => KeyOf(application, text, draft).Then<(ApiApplication, DomainEvent)>(key =>
            (application with { Keys = Kept(application.Keys.Prepend(key)) }, _events.KeyCreated(caller, application, key))), cancellation);

    /// <summary>Makes a key that takes the place of another, with the same name and length of life, and with those of its scopes that the application still has. The other stays good for the overlap, but never longer than it was.</summary>
    /// <param name="overlap">Nothing to end the other at once.</param>
    /// <returns>The key; <see cref="ApiApplicationNotFound"/>, <see cref="ApiKeyNotFound"/>, <see cref="ApiKeyOver"/>, <see cref="InvalidInput"/> or
    /// <see cref="TooManyApiKeys"/>.</returns>
    public Task<Outcome<MadeKey>> Rotate(Caller caller, string id, string keyId, TimeSpan overlap, CancellationToken cancellation) =>
        Make(caller, id, (application, text) =>
        {
            var now = clock.GetUtcNow();
            if (overlap < TimeSpan.Zero || overlap > LongestOverlap)
            {
                return new InvalidInput("overlapHours", "out_of_range", $"This must be 0 to {LongestOverlap.TotalHours}.");
            }

            if (application.Keys.FirstOrDefault(k => k.Id == keyId) is not { } old)
            {
                return new ApiKeyNotFound(keyId);
            }

            if (old.StateAt(now) is not ApiKeyState.Active)
            {
                return new ApiKeyOver(keyId);
            }

            var until = now + overlap < old.ExpiresAt ? now + overlap : old.ExpiresAt;
            var beside = application with { Keys = [.. application.Keys.Where(k => k.Id != keyId || until > now)] };
            var draft = new KeyDraft(old.Name, [.. old.Scopes.Intersect(application.Scopes)], old.ExpiresAt - old.CreatedAt);
            return KeyOf(beside, text, draft).Then<(ApiApplication, DomainEvent)>(key =>
            {
                var ending = old with { ReplacedBy = key.Id, ExpiresAt = until };
                var keys = application.Keys.Select(k => k.Id == keyId ? ending : k).Prepend(key);
                return (application with { Keys = Kept(keys) }, _events.KeyRotated(caller, application, ending, key));
            });
        }, cancellation);

    /// <summary>Revokes a key: it is worth nothing from the next request on, whichever host answers. One that is over already stays as it is.</summary>
    /// <returns>The application; <see cref="ApiApplicationNotFound"/> or <see cref="ApiKeyNotFound"/>.</returns>
    public async Task<Outcome<Document<ApiApplication>>> Revoke(Caller caller, string id, string keyId, CancellationToken cancellation)
    {
        if (await applications.Find(caller.Tenant, id, cancellation) is { } read && read.Body.Keys.Any(k => k.Id == keyId && k.Revoked))
        {
            return read;
        }

        return await applications.Change(caller.Tenant, id, application =>
        {
            if (application.Keys.FirstOrDefault(k => k.Id == keyId) is not { } key)
            {
                return new ApiKeyNotFound(keyId);
            }

            var revoked = key with { RevokedAt = key.RevokedAt ?? clock.GetUtcNow() };
            return (application with { Keys = [.. application.Keys.Select(k => k.Id == keyId ? revoked : k)] }, _events.KeyRevoked(caller, application, revoked));
        }, cancellation);
    }

    private async Task<Outcome<MadeKey>> Make(
        Caller caller, string id, Func<ApiApplication, ApiKeyText, Outcome<(ApiApplication, DomainEvent)>> decide, CancellationToken cancellation)
    {
        var text = ApiKeyText.New(caller.Tenant, id);
        var written = await applications.Change(caller.Tenant, id, application => decide(application, text), cancellation);
        return written.Map(document => new MadeKey(document, document.Body.Keys[0], text));
    }

    private Outcome<ApiKey> KeyOf(ApiApplication application, ApiKeyText text, KeyDraft draft)
    {
        var (now, name, scopes) = (clock.GetUtcNow(), OneLine.Of(draft.Name), draft.Scopes ?? application.Scopes);
        if (name.Length > ManageApplications.MaxName)
        {
            return new InvalidInput("name", "too_long", $"A name has at most {ManageApplications.MaxName} characters.");
        }

        if (scopes.Count == 0 || scopes.Except(application.Scopes).Any())
        {
            return new InvalidInput("scopes", "not_of_application", "A key can only have scopes that the application has, and at least one.");
        }

        if (draft.Life < ShortestLife || draft.Life > LongestLife)
        {
            return new InvalidInput("expiresInDays", "out_of_range", $"This must be {ShortestLife.TotalDays} to {LongestLife.TotalDays}.");
        }

        return application.Keys.Count(k => k.StateAt(now) is ApiKeyState.Active or ApiKeyState.Replaced) >= ApiApplication.MostKeys ? new TooManyApiKeys() : new ApiKey
        {
            Id = ids.New(),
            Name = name.Length == 0 ? now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : name,
            Hash = text.Hash,
            Hint = text.Hint,
            Scopes = [.. scopes.Distinct().Order()],
            CreatedAt = now,
            ExpiresAt = now + draft.Life,
        };
    }

    // What is over is kept to be seen for a while, never at the cost of one that is good.
    private List<ApiKey> Kept(IEnumerable<ApiKey> keys)
    {
        var now = clock.GetUtcNow();
        var all = keys.ToList();
        while (all.Count > MostKept && all.FindLastIndex(k => k.StateAt(now) is ApiKeyState.Expired or ApiKeyState.Revoked) is var last and >= 0)
        {
            all.RemoveAt(last);
        }

        return all;
    }
}
