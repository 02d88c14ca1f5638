using System.Net;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>What the service, or the network before it, can do to a request.</summary>
internal static class Failing
{
    /// <summary>Too many requests; the client is to wait a moment.</summary>
    public static GatewayFault TooMany { get; } = Of(HttpStatusCode.TooManyRequests, "3200");

    /// <summary>Not available, and nothing was done.</summary>
    public static GatewayFault Unavailable { get; } = Of(HttpStatusCode.ServiceUnavailable);

    /// <summary>The request is done, and its answer is lost: as the service, a proxy and a broken connection show it.</summary>
    public static GatewayFault Lost(string how) => how switch
    {
        "timeout of the service" => Of(HttpStatusCode.RequestTimeout) with { Applied = true },
        "service unavailable" => Unavailable with { Applied = true },
        "connection broken" => new GatewayFault(true, () => throw new HttpRequestException("The connection was reset.")),
        "client gave up waiting" => new GatewayFault(true, () => throw new TaskCanceledException("The request took too long.")),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    /// <summary>An answer with a status, in place of doing anything.</summary>
    public static GatewayFault Of(HttpStatusCode status, string subStatus = "0") => new(false, () => GatewayDouble.Answer(
        status, GatewayDouble.Error($"{status}"), ("x-ms-substatus", subStatus), ("x-ms-retry-after-ms", "5")));

    /// <summary>Does this to the first requests that the condition picks, and lets all others be.</summary>
    public static Func<GatewayRequest, GatewayFault?> First(int count, Func<GatewayRequest, bool> picks, GatewayFault fault)
    {
        var left = count;
        return request => picks(request) && left-- > 0 ? fault : null;
    }
}
