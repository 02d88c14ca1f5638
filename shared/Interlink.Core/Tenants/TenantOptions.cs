using System.ComponentModel.DataAnnotations;

namespace Interlink.Core.Tenants;

/// <summary>How tenants are kept; section <c>Interlink:Tenants</c>.</summary>
public sealed class TenantOptions
{
    /// <summary>How long a deletion can be taken back before erasure begins.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long after the first pass erasure looks once more, for what was still on its way then.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Most things that one round of erasure removes.</summary>
    [Range(10, 1_000)]
    public int Round { get; set; } = 400;
}
