using Interlink.Core.Kernel;

namespace Interlink.Core.Webhooks;

/// <summary>Headers that a partner wants to get with every message, such as a token of its own gateway.</summary>
public static class WebhookHeaders
{
    /// <summary>Most headers of an endpoint.</summary>
    public const int Max = 10;

    /// <summary>The longest name.</summary>
    public const int MaxName = 64;

    /// <summary>The longest value.</summary>
    public const int MaxValue = 1_000;

    /// <summary>What is shown in the place of a value; sent back in a change, it leaves that value as it is.</summary>
    public const string NotShown = "(not shown)";

    // What says where a request goes, how it is framed, who sent it on, or what we ourselves state.
    private static readonly HashSet<string> Denied = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "expect", "via", "forwarded", "date", "cookie", "cookie2",
        "set-cookie", "allow", "expires", "last-modified", "origin", "referer", "user-agent", "accept-encoding", "range", "http2-settings", "traceparent", "tracestate", "baggage", "x-real-ip",
        "x-http-method-override", "x-original-url", "x-rewrite-url", "metadata", "metadata-flavor",
    };

    private static readonly string[] DeniedPrefixes = ["webhook-", "ce-", "content-", "proxy-", "sec-", "x-forwarded-", "x-ms-", "x-aws-", "if-", "access-control-", ":"];

    /// <summary>What is wrong with some headers, by field; empty when nothing is.</summary>
    /// <param name="field">The field that they stand in.</param>
    public static IEnumerable<FieldError> Faults(IReadOnlyDictionary<string, string> headers, string field)
    {
        if (headers.Count > Max)
        {
            yield return new FieldError(field, "too_many", $"There must be at most {Max}.");
        }

        foreach (var (name, value) in headers)
        {
            if (Code(name, value) is { } code)
            {
                yield return new FieldError($"{field}.{name}", code, Sentence(code));
            }
        }

        foreach (var twice in headers.Keys.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return new FieldError($"{field}.{twice.Key}", "duplicate", "A header can be named once, however it is spelt.");
        }
    }

    private static string? Code(string name, string value) =>
        name.Length is 0 or > MaxName || !name.All(IsToken) ? "malformed"
        : Denied.Contains(name) || DeniedPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ? "not_allowed"
        : value.Length > MaxValue ? "too_long"
        : value.Any(c => c is < ' ' or > '~') || value.Trim() != value ? "malformed"
        : null;

    private static string Sentence(string code) => code switch
    {
        "malformed" => "A header has a name of letters, digits and hyphens, and a value of printable ASCII without blanks at its ends.",
        "not_allowed" => "This header is set by the platform or by what carries the request.",
        _ => $"This must have at most {MaxValue} characters.",
    };

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
