using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Core.Storage;

namespace Interlink.Core.ApiAccess;

/// <summary><c>application.registered</c>, <c>application.edited</c>, <c>application.removed</c>: which application, and what it may do.</summary>
public sealed record ApiApplicationTold(string Application, IReadOnlyList<ApiScope> Scopes);

/// <summary><c>application.key_created</c>, <c>application.key_rotated</c>, <c>application.key_revoked</c>.</summary>
/// <param name="Application">Whose key.</param>
/// <param name="Key">Its id, which says nothing about the key.</param>
/// <param name="ExpiresAt">Until when it is good, UTC.</param>
/// <param name="Replaces">Id of the key whose place it takes; null for none.</param>
public sealed record ApiKeyTold(string Application, string Key, DateTimeOffset ExpiresAt, string? Replaces = null);

/// <summary>Makes events, for the audit alone: who may call is no concern of whoever reads events.</summary>
internal sealed class ApiAccessEvents(IIds ids, TimeProvider clock)
{
    public DomainEvent Registered(Caller by, ApiApplication made) => MakeForAudit(by, "application.registered", made.Id, Told(made));

    public DomainEvent Edited(Caller by, ApiApplication before, ApiApplication after) => MakeForAudit(by, "application.edited", after.Id, Told(after)) with
    {
        Changes =
        [
            .. Edits.Between(
                Edits.Of("name", before.Name, after.Name),
                Edits.Of("description", before.Description, after.Description),
                Edits.Of("scopes", Words(before.Scopes), Words(after.Scopes)),
                Edits.Of("requestsPerMinute", before.RequestsPerMinute, after.RequestsPerMinute),
                Edits.Of("clients", string.Join(' ', before.Clients), string.Join(' ', after.Clients))),
            .. before.Contact == after.Contact ? [] : new[] { new FieldChange("contact") },
        ],
    };

    public DomainEvent Removed(Caller by, ApiApplication gone) => MakeForAudit(by, "application.removed", gone.Id, Told(gone));

    public DomainEvent KeyCreated(Caller by, ApiApplication of, ApiKey key) => MakeForAudit(by, "application.key_created", of.Id, new ApiKeyTold(of.Id, key.Id, key.ExpiresAt));

    public DomainEvent KeyRotated(Caller by, ApiApplication of, ApiKey old, ApiKey key) =>
        MakeForAudit(by, "application.key_rotated", of.Id, new ApiKeyTold(of.Id, key.Id, key.ExpiresAt, old.Id)) with
        {
            Changes = [new FieldChange($"keys.{old.Id}.expiresAt", null, old.ExpiresAt.ToString("O", null))],
        };

    public DomainEvent KeyRevoked(Caller by, ApiApplication of, ApiKey key) => MakeForAudit(by, "application.key_revoked", of.Id, new ApiKeyTold(of.Id, key.Id, key.ExpiresAt));

    private static ApiApplicationTold Told(ApiApplication application) => new(application.Id, application.Scopes);

    private static string Words(IReadOnlyList<ApiScope> scopes) => string.Join(' ', scopes.Select(s => s.Word()));

    private DomainEvent MakeForAudit(Caller by, string type, string subject, object data) =>
        new(ids.New(), type, clock.GetUtcNow(), by.Subject, subject, data) { AuditOnly = true };
}
