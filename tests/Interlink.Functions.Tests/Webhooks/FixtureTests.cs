using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Webhooks;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>Signed messages for implementations that are not ours: <c>tests/webhooks</c> verifies them.</summary>
public sealed class FixtureTests
{
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    [Fact]
    public void The_signed_messages_are_those_that_others_verify()
    {
        var text = JsonSerializer.Serialize(new { messages = Enumerable.Range(0, 40).Select(Signed) }, Indented) + "\n";
        var file = Path.Combine(Root(), "docs", "examples", "webhooks", "fixtures.json");
        if (Environment.GetEnvironmentVariable("INTERLINK_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void The_example_of_a_receiver_in_CSharp_takes_them_and_nothing_else()
    {
        var messages = JsonElement.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "examples", "webhooks", "fixtures.json"))).GetProperty("messages").EnumerateArray().ToList();
        Assert.True(messages.Count >= 40);
        foreach (var message in messages)
        {
            var headers = message.GetProperty("headers");
            var (id, time, signatures) = (headers.GetProperty("webhook-id").GetString(), headers.GetProperty("webhook-timestamp").GetString(), headers.GetProperty("webhook-signature").GetString());
            var (body, now) = (Encoding.UTF8.GetBytes(message.GetProperty("body").GetString()!), DateTimeOffset.FromUnixTimeSeconds(long.Parse(time!, null)));
            foreach (var secret in message.GetProperty("secrets").EnumerateArray())
            {
                var verifier = new WebhookReceiver.WebhookVerifier(secret.GetString()!);
                Assert.True(verifier.IsGenuine(id, time, signatures, body, now.AddSeconds(299)));
                Assert.False(verifier.IsGenuine(id, time, signatures, body, now.AddSeconds(301)));
                Assert.False(verifier.IsGenuine(id, time, signatures, body, now.AddSeconds(-301)));
                Assert.False(verifier.IsGenuine(id, time, signatures, [.. body, (byte)'\n'], now));
                Assert.False(verifier.IsGenuine($"{id}x", time, signatures, body, now));
                Assert.False(verifier.IsGenuine(id, time, "v1,AAAA", body, now));
                Assert.False(verifier.IsGenuine(null, time, null, body, now));
            }
        }
    }

    private static object Signed(int number)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600 + (number * 86_413L));
        SigningSecret[] secrets = [Secret(SigningKind.Hmac, number, 0), Secret(SigningKind.Ed25519, number, 1), Secret(SigningKind.Hmac, number, 2)];
        var message = new WebhookMessage(WebhookMessage.IdOf(TenantId.Parse("varam"), $"event-{number}", at), "endpoint", $"event-{number}", "process.created", at, at)
        {
            Subject = $"process-{number}",
            Data = JsonSerializer.SerializeToElement(new { process = $"process-{number}", language = "lv", text = "Ā ž 😀 \"quoted\" \\ \u2028 " + new string('x', number * 50) }, Json.Options),
        };
        var body = WebhookBody.Write(message, number % 2 == 0 ? WebhookFraming.Standard : WebhookFraming.Cloudevents, "urn:interlink:varam");
        return new
        {
            secrets = secrets.Where(s => s.Kind is SigningKind.Hmac).Select(s => s.Reveal()),
            publicKey = secrets[1].PublicKey,
            headers = Signature.Headers(message.Id, at, body, secrets, new BouncyEd25519()).ToDictionary(),
            body = Encoding.UTF8.GetString(body),
        };
    }

    private static SigningSecret Secret(SigningKind kind, int number, int salt)
    {
        var bytes = SHA512.HashData(Encoding.UTF8.GetBytes($"{number} {salt}"));
        var text = kind is SigningKind.Hmac ? "whsec_" + Convert.ToBase64String(bytes, 0, 24 + number) : "whsk_" + Convert.ToBase64String([.. bytes[..32], .. new BouncyEd25519().PublicKey(bytes.AsSpan(0, 32))]);
        return SigningSecret.TryParse(text, out var secret) ? secret : throw new FormatException(text);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Interlink.Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the source tree.");
        }

        return folder.FullName;
    }
}
