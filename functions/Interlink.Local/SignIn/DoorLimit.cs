using Interlink.Functions.Edge;
using Microsoft.Extensions.Options;

namespace Interlink.Local.SignIn;

/// <summary>Bounds how fast one network may ask sign-in for changes, before anything is looked up: each costs the host work, and some leave a line in an audit, which nobody
/// can remove. Functions have such a bound of their own.</summary>
internal static class DoorLimit
{
    /// <summary>Lets reading pass, and changes as fast as callers who are not signed in may ask for them (<see cref="EdgeOptions.AnonymousRate"/>).</summary>
    public static Task Refuse(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (!context.Request.Path.StartsWithSegments("/.auth", StringComparison.OrdinalIgnoreCase) || HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return next(context);
        }

        var edge = context.Part<IOptions<EdgeOptions>>().Value;
        var allowance = context.Part<TokenBuckets>().Take($"door:{context.NetworkOf()}", edge.AnonymousBurst, edge.AnonymousRate);
        return allowance.Granted ? next(context) : Problem.Of(context, new TooManyRequests(allowance.Wait)).ExecuteAsync(context);
    }
}
