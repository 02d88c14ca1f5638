// A receiver of webhooks: verifies, drops what it has seen, answers at once and works afterwards.
// WEBHOOK_SECRET=whsec_… dotnet run --project docs/examples/webhooks/csharp -- --urls http://127.0.0.1:9000
using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using WebhookReceiver;

var verifier = new WebhookVerifier(Environment.GetEnvironmentVariable("WEBHOOK_SECRET") ?? throw new InvalidOperationException("Set WEBHOOK_SECRET to the secret of the endpoint."));
var seen = new ConcurrentDictionary<string, bool>(); // In a real system: a table with a unique key, written with the work itself.
var work = Channel.CreateUnbounded<JsonElement>();
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1_000_000); // In bytes; what is longer is answered 413.
var app = builder.Build();

app.MapPost("/hooks", async (HttpRequest request) =>
{
    using var buffer = new MemoryStream();
    await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
    string? id = request.Headers["webhook-id"];
    if (!verifier.IsGenuine(id, request.Headers["webhook-timestamp"], request.Headers["webhook-signature"], buffer.ToArray(), TimeProvider.System.GetUtcNow()))
    {
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    var message = JsonSerializer.Deserialize<JsonElement>(buffer.ToArray());

    // Asked whether messages are wanted: repeat the challenge.
    if (message.GetProperty("type").GetString() == "endpoint.verification")
    {
        return Results.Text(message.GetProperty("data").GetProperty("challenge").GetString());
    }

    if (seen.TryAdd(id!, true))
    {
        await work.Writer.WriteAsync(message);
    }

    return Results.NoContent();
});

var working = Task.Run(async () =>
{
    await foreach (var message in work.Reader.ReadAllAsync())
    {
        Console.WriteLine($"{message.GetProperty("type").GetString()} {message.GetProperty("data")}");
    }
});
await app.RunAsync();
work.Writer.Complete();
await working;
