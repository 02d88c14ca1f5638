using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Teams;

namespace Interlink.Core.Permissions;

/// <summary>Tells what a person may do with an item's assets, and which permission decided it. Administrators of the process may ask about anybody, everybody about themselves.</summary>
public sealed class ExplainRights(ProcessStore processes, AccountStore accounts, TeamMemberships teams)
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
            return new RightsExplanation(PersonReference.To(caller), process.Tree, item, process.Rights);
        }

        if (await accounts.Find(caller.Tenant, subject, cancellation) is not { Body: { State: not AccountState.Erased } person })
        {
            return new PersonNotFound(subject);
        }

        var theirs = await teams.TeamsOf(caller.Tenant, subject, cancellation);
        var rights = await processes.RightsOf(caller.Tenant, process.Process, process.Tree, subject, theirs, cancellation);
        return new RightsExplanation(new PersonReference(subject, person.Name), process.Tree, item, rights) { Suspended = !person.Active };
    }
}

/// <summary>What a person may do with an item's assets, and why.</summary>
/// <param name="Person">Whose rights.</param>
/// <param name="Tree">The tree that the item stands in.</param>
/// <param name="Item">Id of the item; null for the process as a whole.</param>
/// <param name="Rights">Everything that the person may do in the process.</param>
public sealed record RightsExplanation(PersonReference Person, ProcessTree? Tree, string? Item, PersonRights Rights)
{
    /// <summary>Whether the person cannot act at all at the moment, whatever the rights.</summary>
    public bool Suspended { get; init; }
}
