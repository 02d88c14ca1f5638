using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Webhooks;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Webhooks;
using Interlink.Local.Commands;
using Interlink.Local.Hosting;

namespace Interlink.Functions.Tests.Webhooks;

public sealed class ListenCommandTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hmac")]
    [InlineData("ed25519")]
    public async Task What_is_sent_is_verified_and_printed_and_the_endpoint_is_verified_by_itself(string signing)
    {
        await using var host = await WebhookFlow.Start();
        var administrator = await host.As("administrator");
        var port = Free();
        var made = await administrator.MakeEndpoint(new Uri($"http://127.0.0.1:{port}"), signing: signing);
        await using var listening = await Listening.Start(made.Secret, port);
        await (await administrator.PostJson($"{made.Path}/verify", new { })).Expect(HttpStatusCode.OK);
        await administrator.MakeProcess();
        await administrator.UntilState(made, "succeeded");
        var printed = listening.Messages;
        Assert.Equal(["endpoint.verification", "process.created"], printed.Select(m => m.GetProperty("message").GetProperty("type").GetString()));
        Assert.All(printed, m => Assert.True(m.GetProperty("verified").GetBoolean()));
    }

    [Fact]
    public async Task What_others_send_is_told_as_such_and_refused()
    {
        var port = Free();
        await using var listening = await Listening.Start(SigningSecret.New(SigningKind.Hmac, new BouncyEd25519()).Reveal(), port);
        using var client = new HttpClient();
        using var refused = await client.PostAsJsonAsync($"http://127.0.0.1:{port}/", new { type = "process.created" }, Now);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var printed = Assert.Single(listening.Messages);
        Assert.Equal((false, "a header is missing"), (printed.GetProperty("verified").GetBoolean(), printed.GetProperty("fault").GetString()));
    }

    [Fact]
    public async Task A_secret_or_a_port_that_is_none_is_named()
    {
        await Assert.ThrowsAsync<UsageException>(() => ListenCommand.Run("secret", null, TextWriter.Null, Now));
        await Assert.ThrowsAsync<UsageException>(() => ListenCommand.Run(null, "65536", TextWriter.Null, Now));
        var parsed = CommandLine.Parse(["webhooks", "listen", "--secret", "whsec_x", "--port", "9001"]);
        Assert.Equal((Command.ListenForWebhooks, "whsec_x", "9001"), (parsed.Command, parsed.Settings[LocalSettings.ListenSecretKey], parsed.Settings[LocalSettings.ListenPortKey]));
        Assert.Throws<UsageException>(() => CommandLine.Parse(["webhooks"]));
    }

    private static int Free()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Listening(StringWriter output, CancellationTokenSource stopping, Task running) : IAsyncDisposable
    {
        /// <summary>The messages that were printed.</summary>
        public IReadOnlyList<JsonElement> Messages => [.. Lines().Where(l => l.StartsWith('{')).Select(l => JsonElement.Parse(l))];

        public static async Task<Listening> Start(string secret, int port)
        {
            var (output, stopping) = (new StringWriter(), CancellationTokenSource.CreateLinkedTokenSource(Now));
            var running = ListenCommand.Run(secret, $"{port}", TextWriter.Synchronized(output), stopping.Token);
            var listening = new Listening(output, stopping, running);
            await WebhookFlow.Until(() => Task.FromResult(listening.Lines().Length), lines => lines > 0);
            return listening;
        }

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            await running;
            stopping.Dispose();
            await output.DisposeAsync();
        }

        private string[] Lines() => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
