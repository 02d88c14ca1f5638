using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Interlink.Functions.Edge;

/// <summary>Refuses people who have yet to agree to a text in force, so that no page has to be relied on for asking. Whoever runs the platform is asked nothing:
/// they act in no tenant; nor are applications: they are no people.</summary>
public sealed class ConsentMiddleware(FunctionDirectory functions, ConsentGate gate) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || http.Request.CallerOrNull() is not { } caller || caller.IsApplication || caller.Has(Scope.PlatformAdministrator)
            || functions.Of(context.FunctionDefinition) is { Anonymous: true } or { BeforeConsent: true })
        {
            await next(context);
            return;
        }

        if (await gate.Missing(caller.Tenant, caller.Subject, http.RequestAborted) is { Count: > 0 } missing)
        {
            context.Answer(http, new ConsentRequired(string.Join(", ", missing.Select(m => m.Document.ToString().ToLowerInvariant()))));
            return;
        }

        await next(context);
    }
}
