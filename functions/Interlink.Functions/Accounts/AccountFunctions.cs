using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Accounts;

/// <summary>Who is signed in.</summary>
/// <param name="Subject">Stable id of the person within the tenant.</param>
/// <param name="Name">How the person is shown to others.</param>
/// <param name="Tenant">The tenant in which the person acts.</param>
/// <param name="Scopes">What the person may do in the tenant at large, in order of name.</param>
/// <param name="Language">The language that the person chose for pages and mails; null to follow the browser.</param>
/// <param name="TimeZone">IANA name of the time zone that the person chose; null to follow the browser.</param>
/// <param name="RunsPlatform">True for somebody whose session also opens the functions of the platform; absent for everybody else.</param>
public sealed record MeView(
    string Subject, string Name, TenantView Tenant, IReadOnlyList<string> Scopes, string? Language = null, string? TimeZone = null, bool? RunsPlatform = null);

/// <summary>A tenant as its people see it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">How it calls itself.</param>
/// <param name="Languages">The languages its pages offer, the preferred one first.</param>
public sealed record TenantView(TenantId Id, string Name, IReadOnlyList<string> Languages);

/// <summary>Accounts over HTTP.</summary>
public sealed class AccountFunctions(TenantProfiles tenants, AccountStore accounts)
{
    /// <summary>Tells who is signed in, and in which tenant.</summary>
    [Function("GetMe"), Allow(Scope.Member), WhileSuspended, BeforeConsent]
    public async Task<Reply<MeView>> GetMe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var tenant = await tenants.Get(caller.Tenant, cancellation);
        var account = (await accounts.Find(caller.Tenant, caller.Subject, cancellation))?.Body;
        return Reply.Ok(new MeView(
            caller.Subject,
            caller.Name,
            new TenantView(caller.Tenant, tenant.Name, tenant.Languages),
            [.. caller.Scopes.Order(StringComparer.Ordinal)],
            account?.Language,
            account?.TimeZone,
            request.RunsPlatform() ? true : null));
    }
}
