using System.Net;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Webhooks;
using Interlink.Local.Hosting;

namespace Interlink.Local.Commands;

/// <summary>A receiver for whoever builds one: listens on this machine only, verifies what comes and prints it, a line of JSON each. Answers the question whether messages are wanted.</summary>
public static class ListenCommand
{
    /// <summary>Where it listens when nothing is said.</summary>
    public const int DefaultPort = 9000;

    private const int MaxBody = 1_000_000;

    /// <summary>Listens until it is stopped.</summary>
    /// <param name="secret">The secret <c>whsec_…</c> or public key <c>whpk_…</c> of the endpoint; null prints without verifying, and says so.</param>
    /// <param name="port">0 for a free one.</param>
    /// <exception cref="UsageException">The secret has neither form, or the port is none.</exception>
    public static async Task<int> Run(string? secret, string? port, TextWriter output, CancellationToken cancellation)
    {
        if (secret is not null && !SigningSecret.TryParse(secret, out _) && !SigningSecret.TryReadPublicKey(secret, out _))
        {
            throw new UsageException("The secret begins with whsec_, or is the public key that begins with whpk_.");
        }

        if (!ushort.TryParse(port ?? DefaultPort.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            throw new UsageException($"'{port}' is not a port.");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, number);
        });
        await using var app = builder.Build();
        var printer = new Printer(secret, TextWriter.Synchronized(output));
        app.Run(printer.Take);
        await app.StartAsync(cancellation);
        await output.WriteLineAsync($"Listening on {app.Urls.First()}{(secret is null ? ", without a secret: nothing is verified" : "")}. Allow 127.0.0.1 in Interlink:Outbound:LocalHosts of the host that sends.");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private sealed class Printer(string? secret, TextWriter output)
    {
        private readonly BouncyEd25519 _ed25519 = new();

        public async Task Take(HttpContext context)
        {
            // The CloudEvents way to ask whether messages are wanted.
            if (HttpMethods.IsOptions(context.Request.Method))
            {
                context.Response.Headers["WebHook-Allowed-Origin"] = context.Request.Headers["WebHook-Request-Origin"];
                context.Response.Headers["WebHook-Allowed-Rate"] = "*";
                return;
            }

            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            var body = buffer.ToArray();
            var headers = context.Request.Headers;
            var signed = new SignedHeaders(headers[Signature.IdHeader], headers[Signature.TimestampHeader], headers[Signature.SignatureHeader]);
            var fault = secret is null ? null : SignatureCheck.Fault(secret, signed, body, TimeProvider.System.GetUtcNow(), _ed25519);
            var message = Read(body);
            await output.WriteLineAsync(JsonSerializer.Serialize(new { signed.Id, Verified = secret is not null && fault is null, Fault = fault ?? (message is null ? "no JSON" : null), Message = message }, Json.Options));
            context.Response.StatusCode = fault is null && message is not null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;

            // The other way: a message whose challenge is to be repeated.
            if (fault is null && ChallengeOf(message) is { } challenge)
            {
                await context.Response.WriteAsync(challenge, context.RequestAborted);
            }
        }

        private static JsonElement? Read(byte[] body)
        {
            try
            {
                return JsonElement.Parse(Encoding.UTF8.GetString(body));
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string? ChallengeOf(JsonElement? message) =>
            message is { ValueKind: JsonValueKind.Object } told && told.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            && data.TryGetProperty("challenge", out var challenge) ? challenge.GetString() : null;
    }
}
