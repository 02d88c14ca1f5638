using Interlink.Core.Kernel;

namespace Interlink.Core.Tenants;

/// <summary>How a tenant shows itself to people; its administrators' own affair. No personal data.</summary>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
public sealed record TenantProfile(string Name, IReadOnlyList<string> Languages)
{
    /// <summary>Most characters of the name and of the sender's name.</summary>
    public const int MaxName = 200;

    /// <summary>Its logo; null for the product's mark.</summary>
    public TenantLogo? Logo { get; init; }

    /// <summary>Its colour; null for the product's.</summary>
    public TenantAccent? Accent { get; init; }

    /// <summary>The name under which its mails come; null for its own.</summary>
    public string? SenderName { get; init; }

    /// <summary>Its own words for terms of the glossary (<see cref="Tenants.Terminology"/>), by term.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Terminology { get; init; } = new Dictionary<string, LocalizedText>();

    /// <summary>What a tenant shows before its administrators have said anything.</summary>
    public static TenantProfile Of(Tenant tenant) => new(tenant.Name, tenant.Languages);
}

/// <summary>A logo as it is kept.</summary>
/// <param name="Sha256">The hash of its bytes, under which it can be read.</param>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record TenantLogo(string Sha256, string ContentType, int Width, int Height);

/// <summary>A profile as it was read.</summary>
/// <param name="Revision">To be stated with a change.</param>
public sealed record TaggedProfile(TenantProfile Profile, Revision Revision);
