using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Audit;

/// <summary>What the audit keeps about people: the subject of who did what, and to whom. It is kept when an account is erased, since the law asks who did it and a chain cannot
/// lose a link; without the account the subject leads to nobody.</summary>
public sealed class AuditPersonalData(AuditLog log) : IPersonalData
{
    /// <inheritdoc/>
    public PersonalDataDescription Description { get; } = new(
        "audit",
        "Shows who did what and when, so that the administration can account for it and misuse can be found.",
        ["subject", "actions", "times"],
        "legal-obligation",
        "kept");

    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var made in log.Read(tenant, null, null, cancellation))
        {
            if (made.Read() is { } entry && (entry.Actor == subject || entry.Object == subject))
            {
                yield return new PersonalRecord("audit-entry", entry.Id, made.Entry);
            }
        }
    }

    /// <inheritdoc/>
    public Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation) => Task.FromResult(0);
}
