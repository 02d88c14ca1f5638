using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>What tests of webhooks do again and again.</summary>
internal static class WebhookFlow
{
    /// <summary>A setting with which this machine may be called.</summary>
    public const string LocalHost = "--Interlink:Outbound:LocalHosts:0=127.0.0.1";

    /// <summary>Starts a host that may call this machine.</summary>
    public static Task<InterlinkHost> Start(HostOptions? options = null)
    {
        var given = options ?? new HostOptions();
        return InterlinkHost.Start(given with { Arguments = [.. given.Arguments, LocalHost, "--Interlink:Edge:CallerBurst=100000"] });
    }

    /// <summary>Makes an endpoint.</summary>
    /// <param name="more">Changes to what is asked for.</param>
    public static async Task<MadeEndpoint> MakeEndpoint(this Client client, Uri address, object? more = null, string signing = "hmac")
    {
        var endpoint = new Dictionary<string, object?> { ["url"] = new Uri(address, "/hooks").ToString(), ["events"] = new[] { "process.*" } };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            endpoint[property.Name] = property.GetValue(more);
        }

        using var made = await client.PostJson("/api/webhooks/endpoints", new { endpoint, signing });
        var json = await made.ExpectJson(HttpStatusCode.Created);
        var secret = json.GetProperty("secret");
        var shown = secret.TryGetProperty("secret", out var hmac) ? hmac.GetString()! : secret.GetProperty("publicKey").GetString()!;
        return new MadeEndpoint(json.GetProperty("endpoint").GetProperty("id").GetString()!, shown, made.Tag());
    }

    /// <summary>Makes an endpoint and has it verified.</summary>
    public static async Task<MadeEndpoint> MakeActiveEndpoint(this Client client, Receiver receiver, object? more = null, string signing = "hmac")
    {
        var made = await client.MakeEndpoint(receiver.Address, more, signing);
        await (await client.PostJson($"{made.Path}/verify", new { })).Expect(HttpStatusCode.OK);
        receiver.Messages.Clear();
        return made;
    }

    /// <summary>The messages of an endpoint.</summary>
    public static async Task<IReadOnlyList<JsonElement>> MessagesOf(this Client client, MadeEndpoint endpoint, string more = "") =>
        [.. (await client.GetJson($"/api/webhooks/messages?limit=100&endpoint={endpoint.Id}{more}")).GetProperty("items").EnumerateArray()];

    /// <summary>Waits until something holds.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> read, Func<T, bool> holds, Func<Task>? between = null)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        for (var pause = 20; ; pause = between is null ? Math.Min(pause * 5 / 4, 400) : pause)
        {
            var value = await read();
            if (holds(value))
            {
                return value;
            }

            Assert.False(late.IsCancellationRequested, $"It never held: {value}");
            await (between?.Invoke() ?? Task.CompletedTask);
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the only message of an endpoint stands so.</summary>
    public static Task<JsonElement> UntilState(this Client client, MadeEndpoint endpoint, string state, Func<Task>? between = null) =>
        Until(
            async () => (await client.MessagesOf(endpoint)).SingleOrDefault(),
            message => message.ValueKind is JsonValueKind.Object && message.GetProperty("state").GetString() == state,
            between);
}

/// <summary>An endpoint that was made.</summary>
internal sealed record MadeEndpoint(string Id, string Secret, string Tag)
{
    public string Path => $"/api/webhooks/endpoints/{Id}";
}
