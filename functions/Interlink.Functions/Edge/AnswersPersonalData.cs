using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Functions.Edge;

/// <summary>First answers that are kept for repeated requests, as personal data: they say again what was answered.</summary>
public sealed class AnswersPersonalData(IdempotencyStore answers) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "answers", "Makes a request that is sent twice happen once.", ["answers"], "legitimate-interest", "removed")
    { Retention = AnswersRetention.Kind };

    // Nothing that is not in the thing itself that was asked for.
    public IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, CancellationToken cancellation) => AsyncEnumerable.Empty<PersonalRecord>();

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var (total, removed) = (0, 0);
        do
        {
            removed = await answers.Forget(tenant, person.Subject, cancellation);
            total += removed;
        }
        while (removed > 0);

        return total;
    }
}

/// <summary>For how long first answers are kept. Nobody can choose: an hourly timer removes them.</summary>
public sealed class AnswersRetention(IdempotencyStore answers) : IRetained
{
    /// <summary>The kind.</summary>
    public const string Kind = "answers";

    public RetentionRule Rule { get; } = new(Kind, 1, 1, 1, "A request is repeated within moments, or not at all.");

    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) => answers.Sweep(tenant, cancellation);
}
