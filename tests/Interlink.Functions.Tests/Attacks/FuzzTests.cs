using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.Functions.Tests.Authorisation;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Bad requests made from the API's own document, many at once, against a host of its own.</summary>
public sealed partial class FuzzTests
{
    private const int Requests = 20_000;
    private const int Seed = 5_000_000;
    private const int AtOnce = 24;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    /// <summary>Writing methods that only read, so that a bad request may be granted what it asks.</summary>
    private static readonly string[] Harmless = ["GetRoles"];

    [Fact]
    public async Task Twenty_thousand_bad_requests_are_refused_rightly_and_change_nothing()
    {
        await using var world = new World();
        await world.Ready();
        await Settled(world);
        using var served = await world.As(Role.Anonymous).Get("/api/openapi.json");
        var document = JsonNode.Parse(await served.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
        var requests = new BadRequests(new ApiOperations(document), world.Ids);
        var known = KnownTypes(document);
        var before = StateDigest.Of(world.Host.DataFolder);
        var faults = new ConcurrentQueue<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, cancellation) =>
        {
            var bad = requests.Make(Seed + i);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Hang);
            try
            {
                using var response = await world.As(bad.Role).Http.SendAsync(bad.Message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                statuses.AddOrUpdate((int)response.StatusCode, 1, (_, n) => n + 1);
                if (!IsStream(response) && await FaultOf(bad, response, known) is { } fault)
                {
                    faults.Enqueue($"seed {Seed + i}: {bad.Operation.Id} as {bad.Role}: {fault}");
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
            {
                faults.Enqueue($"seed {Seed + i}: {bad.Operation.Id} as {bad.Role}: {bad.Message.Method} {bad.Message.RequestUri}: {broken.GetType().Name} {broken.Message}");
            }
        });
        var after = StateDigest.Of(world.Host.DataFolder);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}")));
        var changes = before.Except(after).Select(gone => $"gone: {gone}").Concat(after.Except(before).Select(made => $"made: {made}"));
        var told = string.Join('\n', faults.Concat(changes).Take(40).Select(f => f[..Math.Min(f.Length, 900)]));
        Assert.True(told.Length == 0, told);
        Assert.Equal(Requests, statuses.Values.Sum());
    }

    [Fact]
    public void The_same_seed_makes_the_same_request()
    {
        var document = JsonNode.Parse(Interlink.Functions.OpenApi.ApiDocument.Current.Text)!.AsObject();
        var requests = new BadRequests(new ApiOperations(document), new Dictionary<string, string>());
        for (var seed = Seed; seed < Seed + 300; seed++)
        {
            var (one, other) = (requests.Make(seed), requests.Make(seed));
            Assert.Equal((one.Role, one.Message.ToString()), (other.Role, other.Message.ToString()));
        }
    }

    // A request that was good after all, for events as they come: it only ends when the reader does.
    private static bool IsStream(HttpResponseMessage response) => response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream";

    private static async Task<string?> FaultOf(BadRequest bad, HttpResponseMessage response, HashSet<string> known)
    {
        var (status, text) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        var asked = $"{bad.Message.Method} {bad.Message.RequestUri}";
        // What no function was asked for has no problem to tell: the server could not read it, or the address leads nowhere, or to the web app, which need not be built.
        if (!response.Headers.Contains("X-Request-Id"))
        {
            var isPage = response.Content.Headers.ContentType?.MediaType is "text/html" || text.StartsWith("The web app is not built", StringComparison.Ordinal);
            return isPage || status is 400 or 404 or 405 or 414 or 431 ? null : $"{asked} answered {status} outside the API: {text}";
        }

        if (status is < 400 or >= 500)
        {
            return status < 400 && (bad.Operation.Reads || Harmless.Contains(bad.Operation.Id)) ? null : $"{asked} answered {status}: {text}";
        }

        // Of a file the framework says so itself, without words.
        if (bad.Operation.Reads && status is 412 or 416)
        {
            return null;
        }

        return response.Content.Headers.ContentType?.MediaType == "application/problem+json" && known.Contains(JsonElement.Parse(text).GetProperty("type").GetString()!)
            ? null
            : $"{asked} answered {status} without a known problem: {text}";
    }

    /// <summary>Waits until what the world began is over and everybody has been seen once, so that nothing changes by itself.</summary>
    private static async Task Settled(World world)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            using var seen = await world.As(role).Get("/api/me");
        }

        while (true)
        {
            var operations = await world.As(Role.Administrator).GetJson("/api/operations?status=running");
            if (operations.GetProperty("items").GetArrayLength() == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    private static HashSet<string> KnownTypes(JsonObject document)
    {
        Assert.NotEmpty(document["paths"]!.AsObject());
        return [.. ProblemType().Matches(File.ReadAllText(Repository.File("docs/problems.md"))).Select(m => m.Value)];
    }

    [GeneratedRegex("/problems/[a-z-]+")]
    private static partial Regex ProblemType();
}
