using System.ComponentModel.DataAnnotations;

namespace Interlink.Mail.Azure;

/// <summary>The resource of Azure Communication Services that takes mails; section <c>Interlink:Mail:Azure</c>. It is used when it has an endpoint.</summary>
public sealed class AzureMailOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Interlink:Mail:Azure";

    /// <summary>Address of the resource, such as <c>https://name.europe.communication.azure.com</c>.</summary>
    public Uri? Endpoint { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is not null && (!Endpoint.IsAbsoluteUri || (Endpoint.Scheme != Uri.UriSchemeHttps && !Endpoint.IsLoopback)))
        {
            yield return new ValidationResult($"{Section}:{nameof(Endpoint)} is an address that begins with https://.", [nameof(Endpoint)]);
        }
    }
}

/// <summary>Tokens with which the service is asked.</summary>
/// <param name="get">Gets a token for a scope; keeping it until it ends is its own affair.</param>
public sealed class AzureMailTokens(Func<string, CancellationToken, ValueTask<string>> get)
{
    /// <summary>What a token must be good for.</summary>
    public const string Scope = "https://communication.azure.com/.default";

    /// <summary>A token.</summary>
    public ValueTask<string> Get(CancellationToken cancellation) => get(Scope, cancellation);
}
