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
        var made = new ConcurrentBag<string>();
        for (var kills = 0; kills < Kills || made.Count < s_deliveries; kills++)
        {
            // Killed somewhere in the middle of what is made and sent.
            var until = made.Count + Random.Shared.Next(s_deliveries / Kills, s_deliveries / Kills * 2);
            await Make(administrator, made, until);
            await process.Kill();
            await process.DisposeAsync();
            process = await InterlinkProcess.Demo(folder["data"], s_settings);
            administrator.MoveTo(process.Address);
        }

        await using var last = process;
        var came = await receiver.Until(m => made.ToHashSet().IsSubsetOf(m.Select(ProcessOf)), TimeSpan.FromMinutes(3));
        foreach (var message in came.GroupBy(ProcessOf))
        {
            Assert.Single(message.Select(m => m.Id).Distinct());
            Assert.Equal(message.Select(m => long.Parse(m.Headers["webhook-timestamp"], null)).Order(), message.Select(m => long.Parse(m.Headers["webhook-timestamp"], null)));
        }

        Assert.Equal(came.Select(ProcessOf).Distinct().Count(), came.Select(m => m.Id).Distinct().Count());
        Assert.All(came, message => Assert.True(message.IsSignedWith(endpoint.Secret)));
        TestContext.Current.SendDiagnosticMessage($"{made.Count} made, {came.Count} came, {came.Count - came.Select(m => m.Id).Distinct().Count()} twice, {Kills} or more kills");
    }

    private static async Task Make(Client client, ConcurrentBag<string> made, int until)
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (made.Count < until)
            {
                using var response = await client.PostJson("/api/processes", new { name = "A park", language = "en" });
                await response.Expect(HttpStatusCode.Created);
                made.Add(response.Headers.Location!.ToString()[^26..]);
            }
        }));
    }

    private static string ProcessOf(Received message) => JsonElement.Parse(message.Body).GetProperty("data").GetProperty("process").GetString()!;
}
