using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Bounds how fast one caller, or one address without a caller, may ask. Also what is refused for other reasons counts.</summary>
public sealed class RateLimitMiddleware(TokenBuckets buckets, IOptions<EdgeOptions> options) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        var settings = options.Value;
        var caller = http.Request.CallerOrNull();
        var (name, burst, rate) = caller is null
            ? ($"a:{AddressOf(http, settings.ForwardedHops)}", settings.AnonymousBurst, settings.AnonymousRate)
            : ($"c:{caller.Tenant}:{caller.Subject}", settings.CallerBurst, settings.CallerRate);
        var allowance = buckets.Take(name, burst, rate);
        Tell(http, allowance, burst, rate);
        if (allowance.Granted)
        {
            return next(context);
        }

        context.Answer(http, new TooManyRequests(allowance.Wait));
        return Task.CompletedTask;
    }

    /// <summary>The headers of the HTTP working group's draft: the policy in force and what is left of it.</summary>
    private static void Tell(HttpContext http, Allowance allowance, int burst, double rate)
    {
        var window = Math.Max(1, (long)Math.Ceiling(burst / rate));
        var wait = Math.Max(0, (long)Math.Ceiling(allowance.Wait.TotalSeconds));
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";q={burst};w={window}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={allowance.Remaining};t={wait}");
    }

    private static string AddressOf(HttpContext http, int hops)
    {
        var connection = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (hops == 0)
        {
            return connection;
        }

        // Each proxy appends whom it heard from; what stands further left is only what a client claims.
        var heard = http.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var stated = heard.Length >= hops ? heard[^hops] : connection;
        return IPEndPoint.TryParse(stated, out var point) ? point.Address.ToString() : connection;
    }
}
