using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Webhooks;
using Interlink.Functions.Outbound;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>Receivers that fail in every way: what the log says of it, and that the message comes all the same once they are well, under its id.</summary>
public sealed class FailingReceiverTests
{
    private static readonly TenantId Varam = TenantId.Parse("varam");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("slow", "timeout")]
    [InlineData("reset", "broken")]
    [InlineData("half a body", "broken")]
    [InlineData("refusing", "500")]
    [InlineData("redirecting to a private address", "307")]
    public async Task Whatever_a_receiver_does_the_message_is_tried_again_and_comes_in_the_end(string way, string told)
    {
        await using var inside = await Receiver.Start();
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answers = context => Misbehave(way, context, inside.Address);
        await administrator.MakeProcess();
        var attempt = (await UntilTried(administrator, made)).GetProperty("attempts")[0];
        Assert.Equal(("failed", told), (attempt.GetProperty("outcome").GetString(), attempt.TryGetProperty("fault", out var fault) ? fault.GetString() : attempt.GetProperty("status").ToString()));
        Assert.Empty(inside.Messages);
        receiver.Answer(200);
        await administrator.UntilState(made, "succeeded", () => host.Advance(TimeSpan.FromSeconds(5)));
        Assert.Single(receiver.Messages.Select(m => m.Id).Distinct());
    }

    [Fact]
    public async Task One_who_takes_a_message_and_never_ends_to_talk_has_taken_it()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var administrator = await host.As("administrator");
        var made = await administrator.MakeActiveEndpoint(receiver);
        receiver.Answers = async context =>
        {
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 1_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block, CancellationToken.None);
            }
        };
        await administrator.MakeProcess();
        var id = (await administrator.UntilState(made, "succeeded")).GetProperty("id").GetString();
        var answer = (await administrator.GetJson($"{made.Path}/messages/{id}")).GetProperty("answers")[0];
        Assert.Equal((20_000, true), (answer.GetProperty("body").GetString()!.Length, answer.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task One_that_does_not_speak_TLS_or_has_gone_away_is_told_as_such()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start();
        var administrator = await host.As("administrator");
        var plain = await Unasked(host, administrator, new UriBuilder(receiver.Address) { Scheme = "https" }.Uri);
        var nobody = await Unasked(host, administrator, new Uri($"http://127.0.0.1:{FreePort()}/"));
        await administrator.MakeProcess();
        Assert.Equal("tls", (await UntilTried(administrator, plain)).GetProperty("attempts")[0].GetProperty("fault").GetString());
        Assert.Equal("connect", (await UntilTried(administrator, nobody)).GetProperty("attempts")[0].GetProperty("fault").GetString());
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_at_a_later_attempt_is_refused_at_that_attempt()
    {
        await using var inside = await Receiver.Start();
        var names = new Names { Leads = new SocketException((int)SocketError.HostNotFound) };
        await using var host = await Start(names, $"--Interlink:Outbound:FurtherPorts:0={inside.Address.Port}");
        var administrator = await host.As("administrator");
        var made = await Unasked(host, administrator, new Uri($"https://partner.example.org:{inside.Address.Port}/"));
        await administrator.MakeProcess();
        Assert.Equal("unresolved", (await UntilTried(administrator, made)).GetProperty("attempts")[0].GetProperty("fault").GetString());
        names.Leads = IPAddress.Loopback;
        var tried = await UntilTried(administrator, made, 2, () => host.Advance(TimeSpan.FromSeconds(5)));
        Assert.Equal("blocked", tried.GetProperty("attempts")[1].GetProperty("fault").GetString());
        Assert.Empty(inside.Messages);
    }

    private static Task<InterlinkHost> Start(IAddressResolver? names = null, params string[] arguments) => WebhookFlow.Start(new HostOptions
    {
        Clock = new FakeClock(TimeProvider.System.GetUtcNow()),
        Arguments = ["--Interlink:Webhooks:TimeoutSeconds=3", .. arguments],
        Configure = services => services.AddSingleton(names ?? new Names()),
    });

    private static async Task Misbehave(string way, HttpContext context, Uri inside)
    {
        switch (way)
        {
            case "slow":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "reset":
                context.Abort();
                break;
            case "half a body":
                // With the status and without the rest; whether the status still comes through depends on the system.
                context.Response.ContentLength = 100;
                await context.Response.WriteAsync("half", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            case "refusing":
                context.Response.StatusCode = 500;
                break;
            default:
                (context.Response.StatusCode, context.Response.Headers.Location) = (307, inside.ToString());
                break;
        }
    }

    /// <summary>An endpoint that counts as verified without having been asked: what it is may change after that at any time.</summary>
    private static async Task<MadeEndpoint> Unasked(InterlinkHost host, Client administrator, Uri address)
    {
        var made = await administrator.MakeEndpoint(address);
        var (store, desk) = (host.Services.GetRequiredService<WebhookStore>(), host.Services.GetRequiredService<EndpointDesk>());
        var endpoint = (await store.Get(Varam, made.Id, Now)).Value.Body;
        Assert.True((await desk.Verified(new Caller(Varam, administrator.Subject, "Administrator", new HashSet<string>()), endpoint, null, Now)).Succeeded);
        return made;
    }

    private static Task<JsonElement> UntilTried(Client administrator, MadeEndpoint endpoint, int attempts = 1, Func<Task>? between = null) => WebhookFlow.Until(
        async () => (await administrator.MessagesOf(endpoint)).SingleOrDefault(), m => m.ValueKind is JsonValueKind.Object && m.GetProperty("attempts").GetArrayLength() >= attempts, between);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Where every name leads: to an address, or nowhere.</summary>
    private sealed class Names : IAddressResolver
    {
        public object Leads { get; set; } = IPAddress.Loopback;

        public Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellation) =>
            Leads is IPAddress address ? Task.FromResult<IReadOnlyList<IPAddress>>([address]) : throw (SocketException)Leads;
    }
}
