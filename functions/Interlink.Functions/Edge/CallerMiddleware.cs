using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Finds out who calls: by an API key or a bearer token, which it checks, or by a principal that something in front has verified. Believes nothing else.</summary>
public sealed class CallerMiddleware(
    IOptions<EdgeOptions> options, TenantDirectory tenants, TenantAddress addresses, BearerTokens tokens, ApplicationCredentials applications, ResolveCaller accounts,
    PlatformSessions platform) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var addressed = await addresses.Of(http.Request);
        http.Items[RequestReading.TenantKey] = addressed;
        if (ApplicationCredentials.KeyOf(http.Request) is { } key)
        {
            await applications.OfKey(http, key, addressed);
        }
        else if (tokens.Of(http.Request, options.Value.TrustPrincipalHeader) is { } token)
        {
            var bearer = await OfToken(http, token, addressed);
            if (bearer.Succeeded)
            {
                http.Items[RequestReading.CallerKey] = bearer.Value;
            }
            else
            {
                http.Items[RequestReading.RefusalKey] = bearer.Error; // It counts as nobody's request before it is refused.
            }
        }
        else if (PrincipalOf(http) is { } principal && platform.CallerOf(context, http, principal, await OfPrincipal(http, principal, addressed)) is { } caller)
        {
            http.Items[RequestReading.CallerKey] = caller;
        }

        await next(context);
    }

    // An operator's token says so itself. Which application a client is, its tenant says; which tenant, the request.
    private async Task<Outcome<Caller>> OfToken(HttpContext http, string token, AddressedTenant addressed)
    {
        var bearer = await tokens.Read(token, http.RequestAborted);
        if (!bearer.Succeeded || bearer.Value.Operator is not null)
        {
            return bearer.Map(b => b.Operator!);
        }

        TenantId? tenant = addressed.IsNobodys ? null : addressed.Tenant ?? (TenantId.TryParse(options.Value.DefaultTenant, out var home) ? home : null);
        return tenant is { } named && bearer.Value.Client is { } client && await applications.OfClient(http, named, client) is { } application
            ? application
            : new NoPlatformRight();
    }

    private string? PrincipalOf(HttpContext http) =>
        options.Value.TrustPrincipalHeader && http.Request.Headers[ClientPrincipal.Header] is { Count: 1 } stated ? stated.ToString() : null;

    private async Task<Caller?> OfPrincipal(HttpContext http, string principal, AddressedTenant addressed)
    {
        if (options.Value.LinkedIdentities)
        {
            return await OfIdentity(http, principal, addressed);
        }

        if (ClientPrincipal.Read(principal, options.Value.DefaultTenant) is not { } caller)
        {
            return null;
        }

        if (!addressed.IsOf(caller.Tenant))
        {
            http.Items[RequestReading.RefusalKey] = new OtherTenantsAddress();
            return null;
        }

        await tenants.Notice(caller.Tenant, http.RequestAborted);
        return caller;
    }

    private async Task<Caller?> OfIdentity(HttpContext http, string principal, AddressedTenant addressed)
    {
        if (ClientPrincipal.ReadIdentity(principal) is not { } identity)
        {
            return null;
        }

        http.Items[RequestReading.IdentityKey] = identity;
        return addressed.IsNobodys ? null : await accounts.Resolve(identity, addressed.Tenant, http.RequestAborted);
    }
}
