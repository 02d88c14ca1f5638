using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Finds out who calls, from a credential that something in front has verified. Believes nothing by itself.</summary>
public sealed class CallerMiddleware(IOptions<EdgeOptions> options, TenantDirectory tenants) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && options.Value.TrustPrincipalHeader)
        {
            await Identify(http);
        }

        await next(context);
    }

    private async Task Identify(HttpContext http)
    {
        var stated = http.Request.Headers[ClientPrincipal.Header];
        if (stated.Count == 1 && ClientPrincipal.Read(stated.ToString(), options.Value.DefaultTenant) is { } caller)
        {
            await tenants.Notice(caller.Tenant, http.RequestAborted);
            http.Items[RequestReading.CallerKey] = caller;
        }
    }
}

/// <summary>Refuses whoever may not call the function, before anything of the request is read. A function that does not say who may call it is closed.</summary>
public sealed class AllowMiddleware(FunctionDirectory functions) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        var facts = functions.Of(context.FunctionDefinition);
        var caller = http.Request.CallerOrNull();
        Core.Kernel.Error? refusal = facts switch
        {
            { Anonymous: true } => null,
            _ when caller is null => new NotSignedIn(),
            { Scope: null } => new NobodyAllowed(),
            _ => caller.Has(facts.Scope) ? null : new ScopeMissing(facts.Scope),
        };
        if (refusal is null)
        {
            return next(context);
        }

        context.Answer(http, refusal);
        return Task.CompletedTask;
    }
}
