using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Finds out who calls: by a bearer token, which it checks, or by a principal that something in front has verified. Believes nothing else.</summary>
public sealed class CallerMiddleware(
    IOptions<EdgeOptions> options, TenantDirectory tenants, TenantAddress addresses, BearerTokens tokens, ResolveCaller accounts) : IFunctionsWorkerMiddleware
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
        if (tokens.Of(http.Request, options.Value.TrustPrincipalHeader) is { } token)
        {
            var bearer = await tokens.Read(token, http.RequestAborted);
            if (!bearer.Succeeded)
            {
                context.Answer(http, bearer.Error);
                return;
            }

            http.Items[RequestReading.CallerKey] = bearer.Value;
        }
        else if (await OfPrincipal(http, addressed) is { } caller)
        {
            http.Items[RequestReading.CallerKey] = caller;
        }

        await next(context);
    }

    private async Task<Caller?> OfPrincipal(HttpContext http, AddressedTenant addressed)
    {
        var stated = http.Request.Headers[ClientPrincipal.Header];
        if (!options.Value.TrustPrincipalHeader || stated.Count != 1)
        {
            return null;
        }

        if (options.Value.LinkedIdentities)
        {
            return await OfIdentity(http, stated.ToString(), addressed);
        }

        if (ClientPrincipal.Read(stated.ToString(), options.Value.DefaultTenant) is not { } caller)
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
