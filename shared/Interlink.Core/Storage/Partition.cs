using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>Where documents live that change together: one tenant, one aggregate. The only way to address a document.</summary>
public readonly record struct Partition
{
    private Partition(TenantId tenant, string aggregate) => (Tenant, Aggregate) = (tenant, aggregate);

    /// <summary>The tenant; the first part of the partition key everywhere.</summary>
    public TenantId Tenant { get; }

    /// <summary>The aggregate within the tenant, such as <c>catalogue</c> or <c>process:01j…</c>.</summary>
    public string Aggregate { get; }

    /// <summary>Names an aggregate of a tenant.</summary>
    /// <exception cref="ArgumentException">The aggregate is empty, over 200 characters, or has one of <c>/ \ # ?</c>.</exception>
    public static Partition Of(TenantId tenant, string aggregate)
    {
        ArgumentException.ThrowIfNullOrEmpty(aggregate);
        if (aggregate.Length > 200 || aggregate.AsSpan().IndexOfAny(@"/\#?") >= 0)
        {
            throw new ArgumentException($"'{aggregate}' cannot name an aggregate.", nameof(aggregate));
        }

        _ = tenant.Value;
        return new Partition(tenant, aggregate);
    }

    public override string ToString() => $"{Tenant}/{Aggregate}";
}

/// <summary>What a query looks through: one partition, or every aggregate of one tenant. Never more than one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Aggregate">The aggregate; null for all of the tenant's.</param>
public readonly record struct SearchScope(TenantId Tenant, string? Aggregate)
{
    public static implicit operator SearchScope(Partition partition) => new(partition.Tenant, partition.Aggregate);

    public static implicit operator SearchScope(TenantId tenant) => new(tenant, null);
}
