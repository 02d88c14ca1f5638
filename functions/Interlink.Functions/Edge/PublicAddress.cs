using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interlink.Functions.Edge;

/// <summary>Where people reach the pages: for links that leave the platform, in mails.</summary>
public static class PublicAddress
{
    /// <summary>What the settings say (<see cref="EdgeOptions.PublicUrl"/>), else where this request came to.</summary>
    public static Uri PublicUrl(this HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<EdgeOptions>>().Value.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host}");
}
