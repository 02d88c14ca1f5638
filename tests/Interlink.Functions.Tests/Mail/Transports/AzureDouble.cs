using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Tests.Mail.Transports;

/// <summary>What the service was asked.</summary>
internal sealed record AzureRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

/// <summary>The e-mail interface of Azure Communication Services on this machine, as its public reference describes it: it takes each operation id once.</summary>
internal sealed class AzureDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AzureDouble(WebApplication app) => _app = app;

    public Uri Endpoint => new(_app.Urls.First());

    public ConcurrentQueue<AzureRequest> Requests { get; } = new();

    /// <summary>The mails that were taken, by operation id.</summary>
    public ConcurrentDictionary<string, JsonElement> Taken { get; } = new();

    /// <summary>Answers in place of the service; null for its own answer. Asked after the mail was taken, so that an answer can be lost.</summary>
    public Func<AzureRequest, HttpContext, Task<bool>> Instead { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Whether a request is refused before anything is taken.</summary>
    public Func<AzureRequest, (int Status, string Code, string Message, int? RetryAfter)?> Refuse { get; set; } = _ => null;

    public static async Task<AzureDouble> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var made = new AzureDouble(builder.Build());
        made._app.Run(made.Answer);
        await made._app.StartAsync();
        return made;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var asked = new AzureRequest(
            context.Request.Method, $"{context.Request.Path}{context.Request.QueryString}",
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            text.Length == 0 ? default : JsonElement.Parse(text));
        Requests.Enqueue(asked);
        if (Refuse(asked) is { } refusal)
        {
            context.Response.Headers.RetryAfter = refusal.RetryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await Write(context, refusal.Status, new { error = new { code = refusal.Code, message = refusal.Message } });
            return;
        }

        var id = asked.Method == "POST" ? asked.Headers["Operation-Id"] : context.Request.Path.Value!.Split('/')[^1];
        var known = asked.Method == "POST" ? !Taken.TryAdd(id, asked.Body) : Taken.ContainsKey(id);
        if (await Instead(asked, context))
        {
            return;
        }

        if (asked.Method == "GET" && !known)
        {
            await Write(context, (int)HttpStatusCode.NotFound, new { error = new { code = "NotFound", message = "No such operation." } });
            return;
        }

        context.Response.Headers["Operation-Location"] = $"{Endpoint}emails/operations/{id}?api-version=2025-09-01";
        await Write(context, asked.Method == "POST" ? 202 : 200, new { id, status = "Running" });
    }

    private static Task Write(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body);
    }
}
