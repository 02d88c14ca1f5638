using Interlink.Core.Kernel;
using Interlink.Core.Organizations;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Organizations;

/// <summary>The way of a new tenant's administrator from an empty platform to people who work together.</summary>
public sealed class FirstStepFunctions(FirstSteps steps)
{
    /// <summary>Tells how far the tenant has come: an organization, a team, people, a process.</summary>
    [Function("GetFirstSteps"), Allow(Scope.Administrator)]
    public async Task<Reply<FirstStepsTaken>> GetFirstSteps(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "first-steps")] HttpRequest request, CancellationToken cancellation) =>
        Reply.Ok(await steps.Look(request.Caller().Tenant, cancellation));
}
