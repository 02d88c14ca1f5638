using Interlink.Core.Kernel;
using Interlink.Core.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Edge;

/// <summary>What the edge itself serves and tidies.</summary>
public sealed class EdgeFunctions(IdempotencyStore answers, TenantDirectory tenants)
{
    /// <summary>Answers browsers that ask whether another site's script may call; the headers say for whom, if for anybody.</summary>
    [Function("Preflight"), AllowAnonymous]
    public static Task<Reply<Unit>> Preflight([HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "{*path}")] HttpRequest request)
    {
        var shared = request.HttpContext.Response.Headers.AccessControlAllowOrigin.Count > 0;
        return Task.FromResult(!shared ? Reply.NoContent() : Reply.NoContent()
            .With("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
            .With("Access-Control-Allow-Headers", "Content-Type, If-Match, Idempotency-Key, X-Requested-With, X-Request-Id, Accept-Language")
            .With("Access-Control-Max-Age", "600"));
    }

    /// <summary>Forgets first answers that have been kept long enough.</summary>
    [Function("SweepIdempotencyKeys")]
    public async Task SweepIdempotencyKeys([TimerTrigger("0 27 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            while (await answers.Sweep(tenant.Id, cancellation) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
