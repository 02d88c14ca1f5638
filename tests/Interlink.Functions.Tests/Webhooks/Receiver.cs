using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>A partner's server on this machine. Takes down what comes and answers as it is told to.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<Received> Messages { get; } = new();

    /// <summary>How it answers; at first 200, and whoever asks whether it wants messages hears the challenge.</summary>
    public Func<HttpContext, Task> Answers { get; set; } = Wanting(StatusCodes.Status200OK);

    /// <summary>Where it is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts one.</summary>
    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Take);
        await app.StartAsync(TestContext.Current.CancellationToken);
        receiver.Address = new Uri(app.Urls.First());
        return receiver;
    }

    /// <summary>Answers with a status from now on.</summary>
    public void Answer(int status) => Answers = Wanting(status);

    /// <summary>Answers with a status; where it is one of success, repeats what is asked of it.</summary>
    public static Func<HttpContext, Task> Wanting(int status) => async context =>
    {
        context.Response.StatusCode = status;
        if (context.Items["challenge"] is string challenge && status != StatusCodes.Status204NoContent)
        {
            await context.Response.WriteAsync(challenge, context.RequestAborted);
        }
    };

    /// <summary>Waits until something holds of what came.</summary>
    public async Task<IReadOnlyList<Received>> Until(Func<IReadOnlyList<Received>, bool> holds, TimeSpan? atMost = null)
    {
        using var late = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(60));
        while (!holds([.. Messages]))
        {
            if (late.IsCancellationRequested)
            {
                Assert.Fail($"Only {Messages.Count} came: {string.Join(", ", Messages.Select(m => m.Type))}");
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return [.. Messages];
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new Received(context.Request.Method, context.Request.Path, headers, body, TimeProvider.System.GetUtcNow());
        context.Items["challenge"] = received.Challenge;

        // How it is answered stands before a test can see that it came.
        var answers = Answers;
        Messages.Enqueue(received);
        await answers(context);
    }
}

/// <summary>A request that came.</summary>
public sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, DateTimeOffset At)
{
    /// <summary>The id of the message.</summary>
    public string Id => Headers.GetValueOrDefault("webhook-id", "");

    /// <summary>The type of the event.</summary>
    public string Type => Body.Length > 0 && System.Text.Json.JsonDocument.Parse(Body).RootElement.TryGetProperty("type", out var type) ? type.GetString()! : "";

    /// <summary>What is to be repeated when it is asked whether messages are wanted; null in other messages.</summary>
    public string? Challenge => Type == "endpoint.verification" ? System.Text.Json.JsonDocument.Parse(Body).RootElement.GetProperty("data").GetProperty("challenge").GetString() : null;

    /// <summary>Whether one of the signatures was made with an HMAC secret.</summary>
    public bool IsSignedWith(string secret)
    {
        var content = Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Body}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), content));
        return Headers["webhook-signature"].Split(' ').Contains(expected);
    }
}
