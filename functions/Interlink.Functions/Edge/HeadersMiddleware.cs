using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Gives every answer the headers that keep browsers careful, and the names by which the request is found again.</summary>
public sealed class HeadersMiddleware(IOptions<EdgeOptions> options) : IFunctionsWorkerMiddleware
{
    private const string Exposed = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Idempotent-Replayed, Content-Disposition";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        Write(http);
        using var trace = RequestTrace.Of(http).Enter();
        await next(context);
    }

    private void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";

        var trace = RequestTrace.Of(http);
        headers["X-Request-Id"] = trace.RequestId;
        headers.TraceParent = trace.TraceParent;
        if (options.Value.AllowedOrigins.Count > 0)
        {
            headers.Vary = "Origin";
            Share(http);
        }
    }

    private void Share(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            http.Response.Headers.AccessControlAllowOrigin = origin;
            http.Response.Headers.AccessControlExposeHeaders = Exposed;
            http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }
    }
}
