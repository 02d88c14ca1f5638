using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Processes;
using Interlink.Core.Teams;

namespace Interlink.Core.Permissions;

/// <summary>Tells what a person may do with an item's assets, and which permission decided it. Administrators of the process may ask about anybody, everybody about themselves.</summary>
public sealed class ExplainRights(ProcessStore processes, AccountStore accounts, TeamStore teams, TeamMemberships memberships)
{
    /// <summary>Explains.</summary>
    /// <param name="subject">Whose rights; null for the caller's own.</param>
    /// <param name="item">At which item of the tree; null for the process as a whole.</param>
    public async Task<Outcome<RightsExplanation>> Run(
        Caller caller, string processId, string? subject, string? item, CancellationToken cancellation)
    {
        var loaded = (await processes.Load(caller, processId, cancellation))
            .Then(process => subject is null || subject == caller.Subject ? process : process.ForAdministrators())
            .Then(process => item is null || process.Tree?.Find(item) is not null ? process : (Outcome<LoadedProcess>)new ItemNotFound(item));
        if (!loaded.Succeeded)
        {
            return loaded.Error;
        }

        var process = loaded.Value;
        if (subject is null || subject == caller.Subject)
        {
            return await Explained(caller, PersonReference.To(caller), process.Tree, item, process.Rights, cancellation);
        }

        if (await accounts.Find(caller.Tenant, subject, cancellation) is not { Body: { State: not AccountState.Erased } person })
        {
            return new PersonNotFound(subject);
        }

        var theirs = await memberships.TeamsOf(caller.Tenant, subject, cancellation);
        var rights = await processes.RightsOf(caller.Tenant, process.Process, process.Tree, subject, theirs, cancellation);
        var explained = await Explained(caller, new PersonReference(subject, person.Name), process.Tree, item, rights, cancellation);
        return explained with { Suspended = !person.Active };
    }

    private async Task<RightsExplanation> Explained(
        Caller caller, PersonReference person, ProcessTree? tree, string? item, PersonRights rights, CancellationToken cancellation)
    {
        var deciding = Enum.GetValues<AssetRight>().Select(right => rights.At(item).Of(right).Permission?.Team).OfType<string>();
        return new RightsExplanation(person, tree, item, rights, await teams.FindMany(caller.Tenant, deciding, cancellation));
    }
}

/// <summary>What a person may do with an item's assets, and why.</summary>
/// <param name="Person">Whose rights.</param>
/// <param name="Tree">The tree that the item stands in.</param>
/// <param name="Item">Id of the item; null for the process as a whole.</param>
/// <param name="Rights">Everything that the person may do in the process.</param>
/// <param name="Teams">The teams whose permissions decided, by id; one that is gone is left out.</param>
public sealed record RightsExplanation(
    PersonReference Person, ProcessTree? Tree, string? Item, PersonRights Rights, IReadOnlyDictionary<string, Team> Teams)
{
    /// <summary>Whether the person cannot act at all at the moment, whatever the rights.</summary>
    public bool Suspended { get; init; }
}
