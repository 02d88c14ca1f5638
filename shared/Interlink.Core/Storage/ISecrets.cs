using Interlink.Core.Kernel;

namespace Interlink.Core.Storage;

/// <summary>Secrets by tenant and name, in versions: what must be shown to others later and so cannot be kept as a hash, such as keys of other systems.</summary>
public interface ISecrets
{
    /// <summary>Reads a secret.</summary>
    /// <param name="version">Which version; null for the latest.</param>
    /// <returns>Null when there is none.</returns>
    Task<Secret?> Get(SecretName name, string? version, CancellationToken cancellation);

    /// <summary>Writes a new version, which is the latest from now on; older ones stay.</summary>
    /// <param name="value">1 to <see cref="SecretName.MaxValueLength"/> characters.</param>
    Task<Secret> Set(SecretName name, string value, CancellationToken cancellation);

    /// <summary>Lists the versions, the latest first.</summary>
    Task<IReadOnlyList<SecretVersion>> Versions(SecretName name, CancellationToken cancellation);

    /// <summary>Removes a secret with all its versions.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> Delete(SecretName name, CancellationToken cancellation);
}

/// <summary>What a secret is called.</summary>
public readonly record struct SecretName
{
    /// <summary>The longest value, in characters.</summary>
    public const int MaxValueLength = 8_000;

    private const int MaxLength = 60;

    private SecretName(TenantId tenant, string name) => (Tenant, Name) = (tenant, name);

    /// <summary>The tenant; nobody else's secrets can be named with it.</summary>
    public TenantId Tenant { get; }

    /// <summary>The name within the tenant.</summary>
    public string Name { get; }

    /// <summary>Names a secret.</summary>
    /// <exception cref="ArgumentException">The name is empty, over 60 characters, or has other characters than lower-case letters, digits and inner hyphens.</exception>
    public static SecretName Of(TenantId tenant, string name)
    {
        _ = tenant.Value;
        return name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-' && name[^1] != '-'
            && !name.Contains("--", StringComparison.Ordinal)
            ? new SecretName(tenant, name)
            : throw new ArgumentException($"'{name}' cannot name a secret.", nameof(name));
    }

    /// <exception cref="ArgumentException">The value is empty or too long; it is not repeated in the message.</exception>
    public static void CheckValue(string value)
    {
        if (value.Length is 0 or > MaxValueLength)
        {
            throw new ArgumentException($"The value of a secret has 1 to {MaxValueLength} characters.", nameof(value));
        }
    }

    public override string ToString() => $"{Tenant}/{Name}";
}

/// <summary>A secret as read; its text shows no value.</summary>
public sealed record Secret(SecretName Name, string Version, string Value)
{
    public override string ToString() => $"{Name} {Version}";
}

/// <summary>One version of a secret.</summary>
/// <param name="Version">Opaque.</param>
/// <param name="WrittenAt">When it was set, UTC.</param>
public sealed record SecretVersion(string Version, DateTimeOffset WrittenAt);
