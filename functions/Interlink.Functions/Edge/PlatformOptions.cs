using System.ComponentModel.DataAnnotations;
using Interlink.Core.Accounts;

namespace Interlink.Functions.Edge;

/// <summary>Which people run the platform with the session they sign in with; section <c>Interlink:Platform</c>. Without it nobody does: only tokens open it.</summary>
public sealed class PlatformOptions : IValidatableObject
{
    /// <summary>Embedded edition: the e-mail addresses of accounts of the host's own tenant whose people run the platform, as soon as the address is verified.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>Where a platform signs people in: the one provider, by its name there, whose word counts for who holds the role <c>platform-administrator</c>. It must be one at which
    /// nobody but whoever runs the platform gives that role. Null for none. The embedded host sets its own.</summary>
    [RegularExpression("[A-Za-z0-9_-]{1,64}")]
    public string? IdentityProvider { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from address in Administrators
        where !EmailAddress.TryParse(address, out _)
        select new ValidationResult($"Interlink:Platform:Administrators has '{address}', which is not an e-mail address.", [nameof(Administrators)]);
}
