using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>The whole program dies while it sends, again and again, without a word.</summary>
public sealed class KilledDeliveryTests
{
    private static readonly int s_deliveries = int.TryParse(Environment.GetEnvironmentVariable("INTERLINK_WEBHOOK_DELIVERIES"), out var asked) ? asked : 1_200;
    private const int Kills = 6;

    private static readonly Dictionary<string, string> s_settings = new()
    {
        ["Interlink__Outbound__LocalHosts__0"] = "127.0.0.1",
        ["Interlink__Edge__CallerBurst"] = "100000",
        ["Interlink__Edge__CallerRate"] = "100000",
    };

    [Fact]
    public async Task No_message_is_lost_and_none_goes_by_two_ids_however_often_the_host_is_killed()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await Receiver.Start();
        var process = await InterlinkProcess.Demo(folder["data"], s_settings);
        using var administrator = await process.As("administrator");
        var endpoint = await administrator.MakeActiveEndpoint(receiver);
        RefuseEveryTenthOnce(receiver);
        var made = new ConcurrentBag<string>();
        for (var kills = 0; kills < Kills || made.Count < s_deliveries; kills++)
        {
            // Killed in the middle of what is made and sent: requests, commits, attempts and timers are under way.
            using var over = new CancellationTokenSource();
            var making = Make(administrator, made, over.Token);
            var until = made.Count + Random.Shared.Next(s_deliveries / Kills, s_deliveries / Kills * 2);
            await WebhookFlow.Until(() => Task.FromResult(made.Count), count => count >= until);
            await process.Kill();
            await over.CancelAsync();
            await making;
            await process.DisposeAsync();
            process = await InterlinkProcess.Demo(folder["data"], s_settings);
            administrator.MoveTo(process.Address);
        }

        await using var last = process;
        var all = await Processes(administrator);
        Assert.Subset(all, made.ToHashSet());
        var came = await receiver.Until(m => all.IsSubsetOf(m.Select(ProcessOf)), TimeSpan.FromMinutes(3));
        foreach (var message in came.GroupBy(ProcessOf))
        {
            Assert.Single(message.Select(m => m.Id).Distinct());
            Assert.Equal(message.Select(m => long.Parse(m.Headers["webhook-timestamp"], null)).Order(), message.Select(m => long.Parse(m.Headers["webhook-timestamp"], null)));
        }

        Assert.Equal(came.Select(ProcessOf).Distinct().Count(), came.Select(m => m.Id).Distinct().Count());
        Assert.All(came, message => Assert.True(message.IsSignedWith(endpoint.Secret)));
        foreach (var id in came.GroupBy(m => m.Id).Where(message => message.Count() > 1).Select(message => message.Key).Take(50))
        {
            var told = await WebhookFlow.Until(() => administrator.GetJson($"{endpoint.Path}/messages/{id}"), m => m.GetProperty("message").GetProperty("state").GetString() == "succeeded");
            var attempts = told.GetProperty("message").GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("number").GetInt32()).ToList();
            Assert.Equal(Enumerable.Range(1, attempts.Count), attempts);
        }

        TestContext.Current.SendDiagnosticMessage($"{all.Count} made, {came.Count} came, {came.Count - came.Select(m => m.Id).Distinct().Count()} more than once, {Kills} or more kills");
    }

    // Each waits for its second attempt, across the end of a host for many; never so many in a row that the endpoint is taken for dead.
    private static void RefuseEveryTenthOnce(Receiver receiver)
    {
        var (seen, count) = (new ConcurrentDictionary<string, bool>(), 0);
        receiver.Answers = context =>
        {
            var isNew = seen.TryAdd(context.Request.Headers["webhook-id"].ToString(), true);
            context.Response.StatusCode = isNew && Interlocked.Increment(ref count) % 10 == 0 ? 503 : 204;
            return Task.CompletedTask;
        };
    }

    // Makes processes until told to end, or until the host is gone.
    private static Task Make(Client client, ConcurrentBag<string> made, CancellationToken over) => Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var response = await client.PostJson("/api/processes", new { name = "A park", language = "en" });
                await response.Expect(HttpStatusCode.Created);
                made.Add(response.Headers.Location!.ToString()[^26..]);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                return;
            }
        }
    }));

    // Also those whose answer was lost with the host.
    private static async Task<HashSet<string>> Processes(Client administrator)
    {
        var (all, next) = (new HashSet<string>(StringComparer.Ordinal), "");
        while (next is not null)
        {
            var page = await administrator.GetJson($"/api/processes?limit=100{(next.Length > 0 ? $"&cursor={Uri.EscapeDataString(next)}" : "")}");
            all.UnionWith(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetString()!));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        return all;
    }

    private static string ProcessOf(Received message) => JsonElement.Parse(message.Body).GetProperty("data").GetProperty("process").GetString()!;
}
