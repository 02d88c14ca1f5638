using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;

namespace Interlink.Core.Privacy;

/// <summary>Makes exports, step by step; every step may run twice.</summary>
public sealed class MakeExport(
    IEnumerable<IPersonalData> personal, ExportStore store, IBlobs blobs, AccountStore accounts, TenantProfiles tenants, PrivacySettingsStore settings,
    ExportRetention retention, MailOutbox mails, IIds ids, TimeProvider clock)
{
    private const string JsonType = "application/json";
    private const long MaxBytes = 8L << 30;
    private static readonly JsonSerializerOptions Written = new(Json.Options) { WriteIndented = true };

    /// <summary>The parts that an export has, in order.</summary>
    public IReadOnlyList<string> Parts { get; } = [.. personal.Select(p => p.Description.Name).Order(StringComparer.Ordinal)];

    /// <summary>Begins an export, or finds the one that is being made already.</summary>
    public async Task<PersonalExport> Begin(Caller caller, string language, string? key, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var known = await store.Of(caller.Tenant, caller.Subject, cancellation);
        if (known.FirstOrDefault(e => e.ReadyAt is null && now - e.AskedAt < TimeSpan.FromDays(1)) is { } underWay)
        {
            return underWay;
        }

        var export = new PersonalExport(key is null ? ids.New() : Ulids.Derive("export", key), caller.Subject, now, language);
        await store.Begin(caller.Tenant, export, new PrivacyEvents(ids, clock).ExportRequested(caller, export.Id), cancellation);
        return export;
    }

    /// <summary>Writes down what one part of the product keeps.</summary>
    /// <returns>How many records.</returns>
    public async Task<int> Collect(TenantId tenant, string id, string part, CancellationToken cancellation)
    {
        if (await store.Find(tenant, id, cancellation) is not { Body: var export })
        {
            return 0;
        }

        var records = new List<ExportedRecord>();
        await foreach (var record in personal.Single(p => p.Description.Name == part).Export(tenant, export.Subject, cancellation))
        {
            var number = records.Count + 1;
            var files = record.Files.Select((file, n) => new ExportedFile(file.Name, file.Blob.Path, PathOf(part, number, n, file.Name)));
            records.Add(new ExportedRecord(record.Kind, record.Id, JsonSerializer.SerializeToElement(record.Data, record.Data.GetType(), Json.Options), [.. files]));
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ExportPart(part, records), Json.Options);
        await blobs.Put(export.Part(tenant, part), new MemoryStream(bytes, writable: false), JsonType, MaxBytes, cancellation);
        return records.Count;
    }

    /// <summary>Packs the parts into one archive, writes down that it can be fetched, and tells the person.</summary>
    /// <param name="page">Where the person fetches it, for the mail.</param>
    /// <returns>The export; null when it is no longer wanted: the person was erased meanwhile.</returns>
    public async Task<PersonalExport?> Finish(TenantId tenant, string id, Uri page, CancellationToken cancellation)
    {
        if (await store.Find(tenant, id, cancellation) is not { } read)
        {
            return null;
        }

        // A repetition after a crash may find the export made and the person not told yet.
        var account = (await accounts.Find(tenant, read.Body.Subject, cancellation))?.Body;
        var ready = read.Body.ReadyAt is null ? await Make(tenant, read, account, cancellation) : read.Body;
        if (ready is not null)
        {
            await store.RemoveBlobs(tenant, $"exports/{id}/parts/", cancellation);
            await Tell(tenant, ready, account, page, cancellation);
        }

        return ready;
    }

    private async Task<PersonalExport?> Make(TenantId tenant, Document<PersonalExport> read, Account? account, CancellationToken cancellation)
    {
        var parts = await ReadParts(tenant, read.Body, cancellation);
        var owner = (await tenants.Get(tenant, cancellation)).Name;
        var readable = new ReadableExport(PrivacyWords.In(read.Body.Language), owner, account?.Name ?? read.Body.Subject, read.Body.AskedAt);
        var written = await Pack(tenant, read.Body, parts, readable.Write(parts, personal.Select(p => p.Description)), cancellation);
        var now = clock.GetUtcNow();
        var ready = read.Body with
        {
            ReadyAt = now,
            ExpiresAt = now.AddDays((await settings.Read(tenant, cancellation)).Settings.DaysOf(retention.Rule)),
            Length = written.Length,
            Sha256 = written.Sha256,
            Records = parts.Sum(p => p.Records.Count),
            Files = parts.Sum(p => p.Records.Sum(r => r.Files.Count)),
        };
        return await store.Replace(tenant, read, ready, new PrivacyEvents(ids, clock).ExportCompleted(tenant, ready), cancellation)
            ? ready
            : await Settled(tenant, read.Id, cancellation);
    }

    private async Task<IReadOnlyList<ExportPart>> ReadParts(TenantId tenant, PersonalExport export, CancellationToken cancellation)
    {
        var parts = new List<ExportPart>();
        foreach (var name in Parts)
        {
            await using var content = await blobs.Open(export.Part(tenant, name), cancellation)
                ?? throw new TransientException($"The part '{name}' of the export '{export.Id}' is not there yet.");
            parts.Add((await JsonSerializer.DeserializeAsync<ExportPart>(content.Stream, Json.Options, cancellation))!);
        }

        return parts;
    }

    // A repetition of this very step was faster, or the person was erased; then nothing may stay.
    private async Task<PersonalExport?> Settled(TenantId tenant, string id, CancellationToken cancellation)
    {
        if (await store.Find(tenant, id, cancellation) is { Body: var export })
        {
            return export;
        }

        await store.RemoveBlobs(tenant, $"exports/{id}/", cancellation);
        return null;
    }

    private async Task Tell(TenantId tenant, PersonalExport export, Account? account, Uri page, CancellationToken cancellation)
    {
        if (EmailAddress.TryParse(account?.Email, out var address))
        {
            var values = new Dictionary<string, string>
            {
                ["name"] = account!.Name,
                ["link"] = page.ToString(),
                ["expires"] = export.ExpiresAt!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
            var draft = new MailDraft(MailTemplates.ExportReady, address, values) { Language = export.Language, Subject = export.Subject };
            await mails.Enqueue(tenant, $"export-{export.Id}", draft, cancellation);
        }
    }

    // Written and read at the same time, so that no export has to fit in memory.
    private async Task<BlobInfo> Pack(TenantId tenant, PersonalExport export, IReadOnlyList<ExportPart> parts, string page, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        var putting = Put();
        try
        {
            await using (var zip = await ZipArchive.CreateAsync(pipe.Writer.AsStream(leaveOpen: true), ZipArchiveMode.Create, leaveOpen: true, null, cancellation))
            {
                await Add(zip, "index.html", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(page)), cancellation);
                foreach (var part in parts)
                {
                    await Add(zip, $"{part.Name}.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(part.Records.Select(Told), Written)), cancellation);
                    await AddFiles(tenant, zip, part, cancellation);
                }
            }

            await pipe.Writer.CompleteAsync();
        }
        catch (Exception fault)
        {
            await pipe.Writer.CompleteAsync(fault);
            throw;
        }

        return (await putting).Value;

        async Task<Outcome<BlobInfo>> Put()
        {
            try
            {
                return await blobs.Put(export.Archive(tenant), pipe.Reader.AsStream(leaveOpen: true), "application/zip", MaxBytes, cancellation);
            }
            finally
            {
                await pipe.Reader.CompleteAsync(); // Whoever writes must not wait for a reader that is gone.
            }
        }

        static object Told(ExportedRecord record) => new { record.Kind, record.Id, record.Data, Files = record.Files.Select(f => f.Path) };
    }

    private async Task AddFiles(TenantId tenant, ZipArchive zip, ExportPart part, CancellationToken cancellation)
    {
        foreach (var file in part.Records.SelectMany(r => r.Files))
        {
            if (await blobs.Open(BlobAddress.Of(tenant, file.Source.Split('/')), cancellation) is { } content)
            {
                await using (content)
                {
                    await Add(zip, file.Path, content.Stream, cancellation);
                }
            }
        }
    }

    private static async Task Add(ZipArchive zip, string name, Stream content, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        await content.CopyToAsync(entry, cancellation);
    }

    // A number before each name: two files of one name do not meet, and no name leads anywhere else.
    private static string PathOf(string part, int record, int file, string name)
    {
        var safe = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ' ? c : '_')]).Trim('.', ' ');
        return string.Create(CultureInfo.InvariantCulture, $"files/{part}/{record}-{file + 1}-{(safe.Length is 0 or > 120 ? "file" : safe)}");
    }
}
