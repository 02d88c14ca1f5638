using Interlink.Functions.Edge;

namespace Interlink.Local.SignIn;

/// <summary>Refuses changes that another site makes a browser send: they would carry our cookie, but cannot carry our header.</summary>
internal static class CrossSiteGuard
{
    private const string Header = "X-Requested-With", Value = "interlink";

    /// <summary>Lets reading pass, and changes by this host's own pages or by callers without a session.</summary>
    public static Task Refuse(HttpContext context, RequestDelegate next) =>
        IsSafe(context) ? next(context) : Problem.Of(context, new CrossSiteRequest()).ExecuteAsync(context);

    private static bool IsSafe(HttpContext context)
    {
        var request = context.Request;
        var isSignIn = request.Path.StartsWithSegments("/.auth", StringComparison.OrdinalIgnoreCase);
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || request.Headers[Header] == Value
            || (IsOwnPage(request) && (request.HasJsonContentType() || (isSignIn && request.HasFormContentType)))
            || (!isSignIn && Session.Of(context) is null);
    }

    private static bool IsOwnPage(HttpRequest request) =>
        string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
