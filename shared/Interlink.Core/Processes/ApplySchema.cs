using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Permissions;

namespace Interlink.Core.Processes;

/// <summary>Gives a process its tree, made from a schema of the catalogue; for its administrators.</summary>
public sealed class ApplySchema(ProcessStore processes, CatalogueReader catalogue, IIds ids, TimeProvider clock)
{
    private readonly ProcessEvents _events = new(ids, clock);

    /// <summary>Makes the tree, unless there is one.</summary>
    /// <param name="key">A text that only repetitions of this request share: they answer the tree made the first time. Null for none.</param>
    public Task<Outcome<LoadedProcess>> Run(
        Caller caller, string processId, string schemaId, Revision read, string? key, CancellationToken cancellation) =>
        processes.Change<LoadedProcess>(
            caller,
            processId,
            async loaded => !loaded.Rights.Administers ? new NotProcessAdministrator()
                : loaded.Process.Schema is { } present
                ? key is not null && present.AppliedBy == key ? new Decision<LoadedProcess>(loaded, null) : new TreeExists()
                : loaded.Process.Revision() != read ? new StaleRevision()
                : await catalogue.FindSchema(caller, schemaId, cancellation) is not { } schema ? new SchemaNotFound(schemaId)
                : ProcessTree.From(schema, loaded.Process.Language, ids).Map(tree => Decide(caller, loaded, schema, tree, key)),
            cancellation);

    private Decision<LoadedProcess> Decide(Caller caller, LoadedProcess loaded, CoproductionSchema schema, ProcessTree tree, string? key)
    {
        var applied = new AppliedSchema(schema.Id, schema.Name.In(loaded.Process.Language)?.Text ?? schema.Id, schema.Version, key);
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
