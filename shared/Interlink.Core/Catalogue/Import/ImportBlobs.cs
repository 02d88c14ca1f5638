using System.Globalization;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue.Import;

/// <summary>The working papers of imports: source, drafts and lines of each round, report. All but the report are thrown away at the
/// end.</summary>
internal sealed class ImportBlobs(IBlobs blobs, TenantId tenant, OperationId import)
{
    /// <summary>Where the papers of all imports of a tenant lie, a folder each, named by the operation's key.</summary>
    public const string AllFolders = "catalogue/imports/";

    private const string JsonType = "application/json";
    private const string ArchiveType = "application/zip";
    private const long MaxPaper = 1L << 30;

    /// <summary>The source that is imported.</summary>
    public BlobAddress Source => At("source");

    /// <summary>Copies the source to where no expiry reaches it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> Keep(BlobAddress uploaded, CancellationToken cancellation) =>
        await blobs.Copy(uploaded, Source, cancellation) is not null;

    /// <summary>Keeps a source that is at hand as a stream.</summary>
    public Task Keep(Stream source, CancellationToken cancellation) => blobs.Put(Source, source, ArchiveType, MaxPaper, cancellation);

    /// <summary>Opens the source; null when it is gone.</summary>
    public async Task<Stream?> OpenSource(CancellationToken cancellation) => (await blobs.Open(Source, cancellation))?.Stream;

    /// <summary>Writes the drafts of one round.</summary>
    public Task WriteDrafts(int round, IReadOnlyList<ImportDraft> drafts, CancellationToken cancellation) =>
        Write(At("drafts", round), drafts, cancellation);

    /// <summary>Reads the drafts of one round.</summary>
    public Task<IReadOnlyList<ImportDraft>?> ReadDrafts(int round, CancellationToken cancellation) =>
        Read<IReadOnlyList<ImportDraft>>(At("drafts", round), cancellation);

    /// <summary>Writes what became of the entries of one round.</summary>
    public Task WriteLines(int round, IReadOnlyList<ImportEntry> lines, CancellationToken cancellation) =>
        Write(At("lines", round), lines, cancellation);

    /// <summary>Reads what became of the entries of one round; null when the round did not come to its end.</summary>
    public Task<IReadOnlyList<ImportEntry>?> ReadLines(int round, CancellationToken cancellation) =>
        Read<IReadOnlyList<ImportEntry>>(At("lines", round), cancellation);

    /// <summary>Writes what became of every entry.</summary>
    public Task WriteReport(IReadOnlyList<ImportEntry> lines, CancellationToken cancellation) => Write(At("report"), lines, cancellation);

    /// <summary>Reads what became of every entry; nothing while the import is running.</summary>
    public async Task<IReadOnlyList<ImportEntry>> ReadReport(CancellationToken cancellation) =>
        await Read<IReadOnlyList<ImportEntry>>(At("report"), cancellation) ?? [];

    /// <summary>Throws the working papers away, all but the report.</summary>
    /// <param name="keepSource">Whether the source stays, for another attempt.</param>
    public async Task Clear(bool keepSource, CancellationToken cancellation)
    {
        var stay = keepSource ? new[] { Source, At("report") } : [At("report")];
        var papers = new List<BlobAddress>();
        await foreach (var paper in blobs.List(tenant, Folder, cancellation))
        {
            papers.Add(paper.Address);
        }

        foreach (var paper in papers.Except(stay))
        {
            await blobs.Delete(paper, cancellation);
        }
    }

    /// <summary>The rounds whose drafts are there, in order.</summary>
    public async Task<IReadOnlyList<int>> Rounds(CancellationToken cancellation)
    {
        var rounds = new List<int>();
        await foreach (var drafts in blobs.List(tenant, $"{Folder}drafts-", cancellation))
        {
            rounds.Add(int.Parse(drafts.Address.Path[^5..], CultureInfo.InvariantCulture));
        }

        return rounds;
    }

    /// <summary>Whether the source is there.</summary>
    public async Task<bool> HasSource(CancellationToken cancellation)
    {
        await using var source = await blobs.Open(Source, cancellation);
        return source is not null;
    }

    private string Folder => $"{AllFolders}{import.Key}/";

    private BlobAddress At(string name) => BlobAddress.Of(tenant, "catalogue", "imports", import.Key, name);

    private BlobAddress At(string name, int round) => At($"{name}-{round.ToString("D5", CultureInfo.InvariantCulture)}");

    private async Task Write<T>(BlobAddress address, T value, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await JsonSerializer.SerializeAsync(content, value, Json.Options, cancellation);
        content.Position = 0;
        await blobs.Put(address, content, JsonType, MaxPaper, cancellation);
    }

    private async Task<T?> Read<T>(BlobAddress address, CancellationToken cancellation) where T : class
    {
        await using var blob = await blobs.Open(address, cancellation);
        return blob is null ? null : await JsonSerializer.DeserializeAsync<T>(blob.Stream, Json.Options, cancellation);
    }
}
