using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Accounts;

/// <summary>An invitation to accept.</summary>
/// <param name="Token">From the one-time link.</param>
/// <param name="Name">How the person wants to be shown to others; what the invitation says when left out.</param>
public sealed record AcceptInvitationRequest([Required, StringLength(200)] string Token, [StringLength(200)] string? Name = null);

/// <summary>Who has just signed in, as Static Web Apps states it. What else it states, today or tomorrow, is passed over.</summary>
/// <param name="IdentityProvider">The provider's name.</param>
/// <param name="UserId">The person's id there.</param>
/// <param name="Claims">What the provider says of the person; read for how sure it is and when it asked, then passed over.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record RolesRequest(
    [Required, StringLength(64)] string IdentityProvider, [Required, StringLength(128)] string UserId, IReadOnlyList<StatedClaim>? Claims = null);

/// <summary>One thing that a provider says of a person.</summary>
/// <param name="Typ">What it is about.</param>
/// <param name="Val">What it says.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record StatedClaim(string? Typ = null, string? Val = null);

/// <summary>What Static Web Apps writes into the session.</summary>
/// <param name="Roles">Only for what the web host itself shows or hides, and when the person signed in; functions look rights up at each request.</param>
public sealed record RolesView(IReadOnlyList<string> Roles);

/// <summary>What happens at sign-in where the platform in front signs people in.</summary>
public sealed class SignInFunctions(Invitations invitations, ResolveCaller accounts, IdentityDirectory identities, PlatformSessions platform, TimeProvider clock)
{
    /// <summary>Makes whoever is signed in the person that an invitation was made for. The link works once.</summary>
    [Function("AcceptInvitation"), AllowAnonymous, Body<AcceptInvitationRequest>, Answers(StatusCodes.Status204NoContent)]
    public async Task<Reply<Unit>> AcceptInvitation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/accept")] HttpRequest request, CancellationToken cancellation)
    {
        if (request.IdentityOrNull() is not { } identity)
        {
            return new NotSignedIn();
        }

        var asked = await request.ReadBody<AcceptInvitationRequest>(cancellation);
        return (await asked.Then(body => invitations.Accept(identity, body.Token, body.Name, cancellation))).ToReply(_ => Reply.NoContent());
    }

    /// <summary>Tells Static Web Apps the roles of somebody who has just signed in.</summary>
    [Function("GetRoles"), AllowAnonymous, Body<RolesRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<RolesView>> GetRoles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "roles")] HttpRequest request, CancellationToken cancellation)
    {
        var stated = await request.ReadBody<RolesRequest>(cancellation);
        var caller = await stated.Then(async body => Outcome<Caller?>.Of(await SignedIn(body, cancellation)));
        return caller.ToReply(known => Reply.Ok(new RolesView(RolesOf(stated.Value, known))));
    }

    private IReadOnlyList<string> RolesOf(RolesRequest stated, Caller? known)
    {
        var roles = PlatformSessions.OfTenant(known?.Scopes ?? new HashSet<string>()).Order(StringComparer.Ordinal).ToList();
        if (platform.Grants(stated.IdentityProvider, Stated(stated)))
        {
            roles.Add(Scope.PlatformAdministrator);
        }

        return known is null && roles.Count == 0 ? [] : [.. roles, SignInTime.Role(SignedInAt(stated))];
    }

    // What the provider knows: it may have asked for nothing now, because it asked before.
    private DateTimeOffset SignedInAt(RolesRequest stated)
    {
        var now = clock.GetUtcNow();
        return SignInTime.Read([], Stated(stated)) is { } before && before < now ? before : now;
    }

    private static IEnumerable<(string, string)> Stated(RolesRequest stated) =>
        (stated.Claims ?? []).Where(claim => claim.Typ is not null && claim.Val is not null).Select(claim => (claim.Typ!, claim.Val!));

    private async Task<Caller?> SignedIn(RolesRequest stated, CancellationToken cancellation)
    {
        var identity = new SignInIdentity(stated.IdentityProvider, stated.UserId);
        await identities.NoteSignIn(identity, AssuranceClaims.Read(Stated(stated)), cancellation);
        return await accounts.Resolve(identity, null, cancellation);
    }
}
