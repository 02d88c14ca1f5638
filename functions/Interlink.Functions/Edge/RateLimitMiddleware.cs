using System.Globalization;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Bounds how fast one caller, or one network without a caller, may ask. Also what is refused for other reasons counts.</summary>
public sealed class RateLimitMiddleware(TokenBuckets buckets, IOptions<EdgeOptions> options) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        var limit = LimitOf(http);
        var allowance = buckets.Take(limit.Bucket, limit.Burst, limit.Rate);
        Tell(http, allowance, limit);
        if (allowance.Granted)
        {
            return next(context);
        }

        context.Answer(http, new TooManyRequests(allowance.Wait));
        return Task.CompletedTask;
    }

    private Limit LimitOf(HttpContext http)
    {
        var settings = options.Value;
        return (http.Request.CallerOrNull(), http.Request.ApplicationOrNull()) switch
        {
            (null, _) => new Limit("default", $"a:{http.NetworkOf()}", settings.AnonymousBurst, settings.AnonymousRate),
            ({ } caller, { } application) => Limit.Of(caller, application),
            ({ } caller, null) => new Limit("default", $"c:{caller.Tenant}:{caller.Subject}", settings.CallerBurst, settings.CallerRate),
        };
    }

    /// <summary>The headers of the HTTP working group's draft: the policy in force and what is left of it.</summary>
    private static void Tell(HttpContext http, Allowance allowance, Limit limit)
    {
        var window = Math.Max(1, (long)Math.Ceiling(limit.Burst / limit.Rate));
        var wait = Math.Max(0, (long)Math.Ceiling(allowance.Wait.TotalSeconds));
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{limit.Policy}\";q={limit.Burst};w={window}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{limit.Policy}\";r={allowance.Remaining};t={wait}");
    }

    private readonly record struct Limit(string Policy, string Bucket, int Burst, double Rate)
    {
        // Ten seconds' worth at once: each key by itself, so that one installation never starves another.
        public static Limit Of(Caller caller, CallingApplication application) => new(
            "key", $"k:{caller.Tenant}:{application.Credential}", Math.Max(1, application.RequestsPerMinute / 6), application.RequestsPerMinute / 60.0);
    }
}
