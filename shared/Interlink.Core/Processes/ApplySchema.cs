using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;

namespace Interlink.Core.Processes;

/// <summary>Gives a process its tree, made from a schema of the catalogue.</summary>
public sealed class ApplySchema(ProcessStore processes, CatalogueReader catalogue, IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Makes the tree, unless there is one.</summary>
    /// <param name="key">The request's idempotency key: sent again, it answers the tree made the first time. Null for none.</param>
    public async Task<Outcome<LoadedProcess>> Run(
        Caller caller, string processId, string schemaId, Revision read, string? key, CancellationToken cancellation)
    {
        var appliedBy = key is null ? null : Ulids.Derive("schema", caller.Subject, key, schemaId);
        return await processes.Change<LoadedProcess>(
            caller,
            processId,
            async loaded => loaded.Process.Schema is { } present
                ? present.AppliedBy is not null && present.AppliedBy == appliedBy ? new Decision<LoadedProcess>(loaded, null) : new TreeExists()
                : loaded.Process.Revision() != read ? new StaleRevision()
                : await catalogue.FindSchema(caller, schemaId, cancellation) is not { } schema ? new SchemaNotFound(schemaId)
                : ProcessTree.From(schema, loaded.Process.Language, ids).Map(tree => Decide(caller, loaded, schema, tree, appliedBy)),
            cancellation);
    }

    private Decision<LoadedProcess> Decide(Caller caller, LoadedProcess loaded, CoproductionSchema schema, ProcessTree tree, string? appliedBy)
    {
        var applied = new AppliedSchema(schema.Id, schema.Name.In(loaded.Process.Language)?.Text ?? schema.Id, schema.Version, appliedBy);
        var process = loaded.Process with
        {
            Schema = applied,
            Progress = tree.Progress.Whole,
            Edition = loaded.Process.Edition + 1,
            UpdatedAt = clock.GetUtcNow(),
        };
        return new(loaded.With(process, tree), new ProcessChange(process, tree, _events.SchemaApplied(caller, process, applied)));
    }
}
