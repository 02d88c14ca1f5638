using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Local;

public sealed class CrashTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_and_nothing_is_torn()
    {
        await using var folder = await LocalFolder.Open();
        await folder.Close();
        foreach (var acknowledgements in (int[])[1, 60, 200])
        {
            var data = Path.Combine(folder.Path, $"{acknowledgements}");
            var acknowledged = await KilledAfter(data, acknowledgements);
            await folder.Reopen(o => o with { Folder = data });
            await Complete(folder, acknowledged);
            await Blobs(folder, data, acknowledged);
            await folder.Close();
        }
    }

    /// <summary>Starts the child, kills it when it has said so many numbers, and answers with all it has said.</summary>
    private static async Task<List<int>> KilledAfter(string data, int acknowledgements)
    {
        var program = Path.ChangeExtension(typeof(CrashTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        using var child = Process.Start(new ProcessStartInfo(program, [CommitUntilKilled.Verb, data]) { RedirectStandardOutput = true })!;
        var acknowledged = new List<int>();
        try
        {
            while (await child.StandardOutput.ReadLineAsync(Now) is { } line)
            {
                acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
                if (acknowledged.Count == acknowledgements)
                {
                    child.Kill();
                }
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }

        Assert.True(acknowledged.Count >= acknowledgements, $"The child ended by itself after {acknowledged.Count}.");
        return acknowledged;
    }

    private static async Task Complete(LocalFolder folder, List<int> acknowledged)
    {
        var documents = folder.Storage.Documents;
        foreach (var chunk in acknowledged.Chunk(500))
        {
            Assert.Equal(chunk.Length, (await documents.FindMany<int>(CommitUntilKilled.Notes, "note", [.. chunk.Select(n => $"{n}-left")], Now)).Count);
        }

        // Pairs, their events, entries and facets came and went together.
        var all = new List<Document<int>>();
        for (string? cursor = null; ;)
        {
            var page = await documents.List<int>(CommitUntilKilled.Notes, "note", new ListOptions("", 1_000, cursor), Now);
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null)
            {
                break;
            }
        }

        Assert.All(all.GroupBy(d => d.Body), pair => Assert.Equal([$"{pair.Key}-left", $"{pair.Key}-right"], pair.Select(d => d.Id).Order()));
        var found = await documents.Search<int>(CommitUntilKilled.Notes, "note", new SearchQuery { Text = "note", Count = ["parity"] }, Now);
        var counts = found.Counts["parity"].Sum(c => c.Count);
        var events = (await folder.Storage.Outbox.Read(null, int.MaxValue, Now)).Events;
        Assert.Equal((all.Count, all.Count), ((int)found.Page.Total, counts));
        Assert.Equal(all.Select(d => d.Body).Distinct().Order(), events.Select(e => e.Data.GetProperty("number").GetInt32()).Order());

        var ledger = await folder.Storage.Ledger.Read(new Book(CommitUntilKilled.Notes.Tenant, "usage"), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Now).ToListAsync(Now);
        Assert.Empty(acknowledged.Except(ledger.Select(e => e.Data.GetInt32())));
    }

    /// <summary>Every blob has the content its row speaks of; what the kill left is gone.</summary>
    private static async Task Blobs(LocalFolder folder, string data, List<int> acknowledged)
    {
        var contents = new HashSet<string>();
        foreach (var number in acknowledged.Where(n => n % 3 == 0))
        {
            await using var blob = await folder.Storage.Blobs.Open(CommitUntilKilled.BlobOf(number), Now);
            Assert.Equal(blob!.Info.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(blob.Stream, Now)));
            contents.Add(blob.Info.Sha256);
        }

        var all = await folder.Storage.Blobs.List(CommitUntilKilled.Notes.Tenant, "", Now).Select(b => b.Sha256).ToListAsync(Now);
        var files = Directory.EnumerateFiles(Path.Combine(data, "blobs"), "*", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.Equal(all.Distinct().Order(), files.Order());
        Assert.Empty(contents.Except(all));
    }
}
