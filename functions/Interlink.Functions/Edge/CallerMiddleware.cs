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
    IOptions<EdgeOptions> options, TenantDirectory tenants, BearerTokens tokens, ResolveCaller accounts) : IFunctionsWorkerMiddleware
{
    /// <summary>In which tenant somebody who belongs to several wants to act.</summary>
    public const string TenantHeader = "X-Interlink-Tenant";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

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
        else if (await OfPrincipal(http) is { } caller)
        {
            http.Items[RequestReading.CallerKey] = caller;
        }

        await next(context);
    }

    private async Task<Caller?> OfPrincipal(HttpContext http)
    {
        var stated = http.Request.Headers[ClientPrincipal.Header];
        if (!options.Value.TrustPrincipalHeader || stated.Count != 1)
        {
            return null;
        }

        if (options.Value.LinkedIdentities)
        {
            return await OfIdentity(http, stated.ToString());
        }

        if (ClientPrincipal.Read(stated.ToString(), options.Value.DefaultTenant) is { } caller)
        {
            await tenants.Notice(caller.Tenant, http.RequestAborted);
            return caller;
        }

        return null;
    }

    private async Task<Caller?> OfIdentity(HttpContext http, string principal)
    {
        if (ClientPrincipal.ReadIdentity(principal) is not { } identity)
        {
            return null;
        }

        http.Items[RequestReading.IdentityKey] = identity;
        var asked = http.Request.Headers[TenantHeader].ToString();
        TenantId? tenant = TenantId.TryParse(asked, out var named) ? named : null;
        return asked.Length > 0 && tenant is null ? null : await accounts.Resolve(identity, tenant, http.RequestAborted);
    }
}
