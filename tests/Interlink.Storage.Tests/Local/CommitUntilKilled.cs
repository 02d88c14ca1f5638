using System.Globalization;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local;

namespace Interlink.Storage.Tests.Local;

/// <summary>The child process of <see cref="CrashTests"/>: commits for ever, and says a number when, and only when, it is acknowledged.</summary>
internal static class CommitUntilKilled
{
    public const string Verb = "commit-until-killed";
    private const int Callers = 8;

    public static readonly Partition Notes = Partition.Of(TenantId.Parse("crash"), "notes");

    public static async Task<int> Run(string folder)
    {
        await using var storage = await LocalStorage.Open(new LocalStorageOptions { Folder = folder }, TimeProvider.System);
        var next = -1;
        await using var output = Console.OpenStandardOutput();
        var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next);
                await Commit(storage, number);
                await gate.WaitAsync();
                await output.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n")));
                await output.FlushAsync();
                gate.Release();
            }
        })));
        return 0;
    }

    public static BlobAddress BlobOf(int number) => BlobAddress.Of(Notes.Tenant, "notes", $"{number % 5}");

    /// <summary>Two documents that belong together with their event, a ledger entry, and now and then a blob that replaces another.</summary>
    private static async Task Commit(LocalStorage storage, int number)
    {
        var entry = new SearchEntry { Title = LocalizedText.Of("en", $"Note {number}"), Facets = new Dictionary<string, IReadOnlyList<string>> { ["parity"] = [$"{number % 2}"] } };
        var batch = new Batch()
            .Create("note", $"{number}-left", number, entry)
            .Create("note", $"{number}-right", number, entry)
            .Emit(new DomainEvent($"event-{number}", "note.created", DateTimeOffset.UnixEpoch, "test", $"{number}", new { number }));
        await storage.Documents.Commit(Notes, batch, CancellationToken.None);
        await storage.Ledger.Append(
            new Book(Notes.Tenant, "usage"), [new LedgerEntry($"{number}", DateTimeOffset.UnixEpoch, "note", JsonSerializer.SerializeToElement(number))], CancellationToken.None);
        if (number % 3 == 0)
        {
            await storage.Blobs.Put(BlobOf(number), new MemoryStream(new byte[20_000 + number]), "x/y", long.MaxValue, CancellationToken.None);
        }
    }
}
