using System.Text.Json.Serialization;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;

namespace Interlink.Core.Catalogue.Import;

/// <summary>What an import will do, or why it will do nothing.</summary>
/// <param name="Entries">How many entries the source has.</param>
/// <param name="Rounds">In which rounds they are saved.</param>
/// <param name="Refusal">Why the source as a whole is refused.</param>
public sealed record ImportPlan(int Entries, ImportRounds Rounds, OperationFault? Refusal = null);

/// <summary>The rounds in which entries are saved, in this order. A round holds entries of one kind only.</summary>
/// <param name="Profiles">Rounds of problem profiles.</param>
/// <param name="Interlinkers">Rounds of interlinkers.</param>
/// <param name="Schemas">Rounds of co-production schemas.</param>
public sealed record ImportRounds(int Profiles, int Interlinkers, int Schemas)
{
    /// <summary>How many rounds there are.</summary>
    [JsonIgnore]
    public int Count => Profiles + Interlinkers + Schemas;

    /// <summary>The step of the operation that a round belongs to.</summary>
    public string StepOf(int round) =>
        round < Profiles ? "saving-problems" : round < Profiles + Interlinkers ? "saving-interlinkers" : "saving-schemas";
}

/// <summary>The steps of an import. Each may run twice with the same result.</summary>
public sealed class RunImport(IDocuments documents, IBlobs blobs, CatalogueStore catalogue, ImportStore imports, ImportLimits limits)
{
    /// <summary>How many entries a round saves.</summary>
    public const int RoundSize = 25;

    private const int Attempts = 5;

    /// <summary>Looks whether the source can be taken: an archive, a catalogue, within the limits, without paths that no honest one has.</summary>
    /// <returns>Why not; null when it can.</returns>
    public async Task<OperationFault?> Check(TenantId tenant, OperationId id, CancellationToken cancellation)
    {
        var opened = await OpenSource(imports.Blobs(tenant, id), cancellation);
        if (!opened.Succeeded)
        {
            return new OperationFault(opened.Error.Type, opened.Error.Detail);
        }

        opened.Value.Dispose();
        return null;
    }

    /// <summary>Reads the source into drafts and lays them out in rounds.</summary>
    public async Task<ImportPlan> Prepare(TenantId tenant, OperationId id, CancellationToken cancellation)
    {
        var papers = imports.Blobs(tenant, id);
        var opened = await OpenSource(papers, cancellation);
        if (!opened.Succeeded)
        {
            return new ImportPlan(0, new ImportRounds(0, 0, 0), new OperationFault(opened.Error.Type, opened.Error.Detail));
        }

        using var source = opened.Value;
        var stored = await catalogue.Profiles(tenant, cancellation);
        var drafts = CatalogueParser.Parse(source, stored.Values.Select(p => p.Id), limits);
        var rounds = drafts.GroupBy(draft => draft.Kind).SelectMany(kind => kind.Chunk(RoundSize)).ToList();
        for (var round = 0; round < rounds.Count; round++)
        {
            await papers.WriteDrafts(round, rounds[round], cancellation);
        }

        if (await imports.IsOver(tenant, id, cancellation))
        {
            // Somebody canceled the import meanwhile.
            await papers.Clear(keepSource: true, cancellation);
        }

        return new ImportPlan(drafts.Count, new ImportRounds(Of(ProblemProfile.Kind), Of(Interlinker.Kind), Of(CoproductionSchema.Kind)));

        int Of(string kind) => rounds.Count(round => round[0].Kind == kind);
    }

    /// <summary>Saves the entries of one round: of each, its files first, then the entry itself in one commit. An import that somebody cancels meanwhile stops
    /// after the entry it is at, and tells that one too.</summary>
    /// <returns>How many entries the round had.</returns>
    public async Task<int> SaveRound(TenantId tenant, OperationId id, int round, CancellationToken cancellation)
    {
        var papers = imports.Blobs(tenant, id);
        var lines = new List<ImportEntry>();
        if (await papers.ReadDrafts(round, cancellation) is { } drafts)
        {
            var opened = await OpenSource(papers, cancellation);
            using var source = opened.Value;
            foreach (var draft in drafts)
            {
                if (await imports.IsOver(tenant, id, cancellation))
                {
                    break;
                }

                lines.Add(await Save(tenant, id, source, draft, cancellation));
            }

            await papers.WriteLines(round, lines, cancellation);
        }

        if (await imports.IsOver(tenant, id, cancellation))
        {
            await imports.Amend(tenant, id, lines, cancellation);
        }
        else if (lines.Count == 0)
        {
            throw new InvalidOperationException($"The import '{id}' has no round {round}.");
        }

        return lines.Count;
    }

    private async Task<Outcome<SourceTree>> OpenSource(ImportBlobs papers, CancellationToken cancellation) =>
        await papers.OpenSource(cancellation) is { } stream ? ZipSourceTree.OpenZip(stream, limits) : new SourceNotZip();

    private async Task<ImportEntry> Save(TenantId tenant, OperationId id, SourceTree source, ImportDraft draft,
        CancellationToken cancellation)
    {
        var line = new ImportEntry(draft.Kind, draft.Id, draft.Path, ImportOutcome.Rejected, draft.Warnings, draft.Rejection);
        if (draft.Rejection is not null)
        {
            return line;
        }

        foreach (var file in draft.Files)
        {
            await SaveFile(tenant, source, file, cancellation);
        }

        var import = id.ToString();
        return line with
        {
            Outcome = draft switch
            {
                { Profile: { } profile } => await Save(tenant, import, draft.Kind, profile, CatalogueIndex.Of, (entry, old) => entry with
                {
                    Version = (old?.Version ?? 0) + 1,
                    ImportedBy = import,
                }, cancellation),
                { Interlinker: { } interlinker } =>
                    await Save(tenant, import, draft.Kind, interlinker, CatalogueIndex.Of, (entry, old) => entry with
                    {
                        Version = (old?.Version ?? 0) + 1,
                        State = old?.State ?? entry.State,
                        Rating = old?.Rating,
                        ImportedBy = import,
                    }, cancellation),
                { Schema: { } schema } => await Save(tenant, import, draft.Kind, schema, CatalogueIndex.Of, (entry, old) => entry with
                {
                    Version = (old?.Version ?? 0) + 1,
                    State = old?.State ?? entry.State,
                    ImportedBy = import,
                }, cancellation),
                _ => throw new InvalidOperationException($"The draft of '{draft.Path}' holds nothing."),
            },
        };
    }

    private async Task SaveFile(TenantId tenant, SourceTree source, DraftFile file, CancellationToken cancellation)
    {
        var address = CatalogueStore.FileAddress(tenant, file.Sha256);
        await using var there = await blobs.Open(address, cancellation);
        if (there is not null)
        {
            return;
        }

        if (!source.TryFind(file.Path, out var found))
        {
            throw new InvalidOperationException($"The source has lost '{file.Path}' since it was read.");
        }

        await using var content = source.Open(found);
        var put = await blobs.Put(address, content, file.ContentType, file.Length, cancellation);
        if (!put.Succeeded || put.Value.Sha256 != file.Sha256)
        {
            await blobs.Delete(address, cancellation);
            throw new InvalidOperationException($"'{file.Path}' of the source has changed since it was read.");
        }
    }

    // An entry that this very import wrote before, in a run of the same round that was cut short, keeps the outcome that it had then.
    private async Task<ImportOutcome> Save<T>(
        TenantId tenant, string import, string kind, T entry, Func<T, SearchEntry> index, Func<T, T?, T> successor,
        CancellationToken cancellation)
        where T : class, ICatalogueEntry
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var old = await catalogue.Find<T>(tenant, kind, entry.Id, cancellation);
            if (old is not null && old.Body.SourceHash == entry.SourceHash)
            {
                return old.Body.ImportedBy != import ? ImportOutcome.Unchanged : old.Body.Version == 1 ? ImportOutcome.Created
                    : ImportOutcome.Updated;
            }

            var next = successor(entry, old?.Body);
            var batch = old is null
                ? new Batch().Create(kind, next.Id, next, index(next))
                : new Batch().Replace(kind, next.Id, next, old.Revision, index(next));
            if ((await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, cancellation)).Committed)
            {
                return old is null ? ImportOutcome.Created : ImportOutcome.Updated;
            }
        }

        throw new TransientException($"The {kind} '{entry.Id}' is being changed by others.");
    }
}
