using System.ComponentModel.DataAnnotations;

namespace Interlink.Functions.Edge;

/// <summary>Whose bearer tokens are accepted; section <c>Interlink:Identity</c>. Without it, none are.</summary>
public sealed class BearerOptions : IValidatableObject
{
    /// <summary>The issuer, whose OpenID Connect discovery document says how tokens are signed; <c>https</c> unless it is this machine. Null to accept no tokens.</summary>
    public Uri? Authority { get; set; }

    /// <summary>For whom a token must be made; more than one where an issuer writes the same application in two ways.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>Who administers the platform, by the token's <c>oid</c>, else <c>sub</c>.</summary>
    public IList<string> PlatformAdministrators { get; } = [];

    /// <summary>The role in the token's <c>roles</c> that makes its bearer a platform administrator; for whom the issuer manages them.</summary>
    public string PlatformRole { get; set; } = Core.Kernel.Scope.PlatformAdministrator;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is { } authority && !(authority.IsAbsoluteUri && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback)))
        {
            yield return new ValidationResult("Interlink:Identity:Authority must be an https address.", [nameof(Authority)]);
        }

        if (Authority is not null && Audiences.Count == 0)
        {
            yield return new ValidationResult("Interlink:Identity:Audiences must name at least one audience.", [nameof(Audiences)]);
        }
    }
}
