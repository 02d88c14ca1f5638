using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Interlink.Functions.Edge;

/// <summary>Refuses whoever may not call the function, before anything of the request is read. A function that does not say who may call it is closed.</summary>
public sealed class AllowMiddleware(FunctionDirectory functions, TenantDirectory tenants) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var facts = functions.Of(context.FunctionDefinition);
        if ((RefusalOf(facts, http.Request) ?? await Resting(facts, http)) is { } refusal)
        {
            context.Answer(http, refusal);
            return;
        }

        await next(context);
    }

    private static Error? RefusalOf(FunctionFacts facts, HttpRequest request)
    {
        var caller = request.CallerOrNull();
        return facts switch
        {
            { Anonymous: true } => null,
            _ when request.RefusalOrNull() is { } refusal => refusal,
            _ when caller is null => request.IdentityOrNull() is null ? new NotSignedIn() : new NoAccount(),
            { Scope: null } => new NobodyAllowed(),
            _ when caller.IsApplication => RefusalOf(facts.ApplicationScopes, caller),
            { Scope: { } scope } => caller.Has(scope) ? null : new ScopeMissing(scope),
        };
    }

    private static Error? RefusalOf(IReadOnlyList<string>? scopes, Caller application) => scopes switch
    {
        null => new NotForApplications(),
        [] => null,
        _ => scopes.Any(application.Scopes.Contains) ? null : new ScopeMissing(string.Join("' or '", scopes)),
    };

    // A tenant that rests refuses its people almost everything and its applications everything; who runs the platform belongs to none.
    private async Task<Error?> Resting(FunctionFacts facts, HttpContext http)
    {
        if (facts.Anonymous || http.Request.CallerOrNull() is not { } caller || caller.Tenant == TenantDirectory.Platform
            || await tenants.StateOf(caller.Tenant, http.RequestAborted) is not { } state)
        {
            return null;
        }

        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        return TenantLife.Refusal(state, changes, facts.WhileSuspended && !caller.IsApplication);
    }
}
