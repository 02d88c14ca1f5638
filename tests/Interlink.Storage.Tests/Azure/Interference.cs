using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Azure;

/// <summary>Stands between a client and Azurite, and answers in its place, or loses its answers.</summary>
internal sealed class Interference() : DelegatingHandler(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true })
{
    /// <summary>What is answered in the service's place; null to let a request through.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Whether the answer to a request, which is carried out, is lost.</summary>
    public Func<HttpRequestMessage, bool> Loses { get; set; } = _ => false;

    /// <summary>Lets clients go through this; registered after others, it wins.</summary>
    public void Register(IServiceCollection services) => services
        .AddSingleton(new BlobClientOptions { Transport = Transport(), Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(20) } })
        .AddSingleton(new TableClientOptions { Transport = Transport(), Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(20) } });

    /// <summary>A refusal as the storage services write it.</summary>
    public static HttpResponseMessage Refusal(HttpStatusCode status, string code)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent($"<Error><Code>{code}</Code><Message>{code}</Message></Error>", null, "application/xml") };
        answer.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        return answer;
    }

    /// <summary>Answers so the first times, then lets everything through.</summary>
    public static Func<HttpRequestMessage, HttpResponseMessage?> First(int times, HttpStatusCode status, string code) => _ => times-- > 0 ? Refusal(status, code) : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Instead(request) is { } answer)
        {
            return answer;
        }

        var loses = Loses(request);
        var real = await base.SendAsync(request, cancellationToken);
        return loses ? throw new HttpRequestException("The connection was reset.") : real;
    }

    private HttpClientTransport Transport() => new(new HttpClient(this, disposeHandler: false));
}
