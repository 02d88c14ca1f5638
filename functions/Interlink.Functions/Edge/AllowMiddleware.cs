using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Interlink.Functions.Edge;

/// <summary>Refuses whoever may not call the function, before anything of the request is read. A function that does not say who may call it is closed.</summary>
public sealed class AllowMiddleware(FunctionDirectory functions) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        var caller = http.Request.CallerOrNull();
        Error? refusal = functions.Of(context.FunctionDefinition) switch
        {
            { Anonymous: true } => null,
            _ when caller is null => http.Request.IdentityOrNull() is null ? new NotSignedIn() : new NoAccount(),
            { Scope: null } => new NobodyAllowed(),
            { Scope: { } scope } => caller.Has(scope) ? null : new ScopeMissing(scope),
        };
        if (refusal is null)
        {
            return next(context);
        }

        context.Answer(http, refusal);
        return Task.CompletedTask;
    }
}
