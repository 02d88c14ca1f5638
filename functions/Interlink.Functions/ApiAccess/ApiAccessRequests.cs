using System.ComponentModel.DataAnnotations;
using Interlink.Core.ApiAccess;
using Interlink.Functions.Edge;

namespace Interlink.Functions.ApiAccess;

/// <summary>Which applications to list.</summary>
public sealed record ListApiApplicationsQuery : PagedQuery
{
    /// <summary>Words in the name.</summary>
    [StringLength(200)]
    public string? Text { get; init; }
}

/// <summary>An application as its administrator describes it.</summary>
/// <param name="Name">How it is shown wherever it did something.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Contact">The e-mail address of whom to ask about it.</param>
/// <param name="RequestsPerMinute">How many requests a minute each of its keys may make in the long run.</param>
/// <param name="Clients">Ids under which the OpenID Connect issuer knows it; tokens that it gets for itself are then accepted as a key is.</param>
public sealed record ApiApplicationRequest(
    [Required, StringLength(ManageApplications.MaxName)] string Name,
    [Length(1, 50)] IReadOnlyList<ApiScope> Scopes,
    [StringLength(ManageApplications.MaxDescription)] string? Description = null,
    [StringLength(254)] string? Contact = null,
    [Range(1, ApiApplication.FastestPerMinute)] int RequestsPerMinute = 600,
    [Length(0, ApiApplication.MostClients)] IReadOnlyList<string>? Clients = null)
{
    internal ApplicationDraft Draft => new(Name, Description, Contact, Scopes, RequestsPerMinute, Clients ?? []);
}

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for; today's date when absent.</param>
/// <param name="Scopes">What it may do of what the application may; all of it when absent.</param>
/// <param name="ExpiresInDays">How many days it is good.</param>
public sealed record CreateApiKeyRequest(
    [StringLength(ManageApplications.MaxName)] string? Name = null,
    [Length(1, 50)] IReadOnlyList<ApiScope>? Scopes = null,
    [Range(1, 366)] int ExpiresInDays = 90)
{
    internal KeyDraft Draft => new(Name, Scopes, TimeSpan.FromDays(ExpiresInDays));
}

/// <summary>A key that is to take the place of another.</summary>
/// <param name="OverlapHours">How many hours the other stays good beside it; 0 to end it at once.</param>
public sealed record RotateApiKeyRequest([Range(0, 720)] int OverlapHours = 24);
