using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Interlink.Core.Processes;

namespace Interlink.Core.Permissions;

/// <summary>Every permission of one process. Immutable; a change answers others.</summary>
public sealed class ProcessPermissions
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "process_permissions";

    /// <summary>Most permissions of one process, so that they stay one small document in every store.</summary>
    public const int Most = 1000;

    private readonly Lazy<ILookup<string, Permission>> _byTeam;

    /// <summary>Takes permissions as they were stored.</summary>
    [JsonConstructor]
    public ProcessPermissions(ImmutableArray<Permission> permissions)
    {
        Permissions = permissions;
        _byTeam = new Lazy<ILookup<string, Permission>>(() => Permissions.ToLookup(p => p.Team, StringComparer.Ordinal));
    }

    /// <summary>No permission at all.</summary>
    public static ProcessPermissions None { get; } = new([]);

    /// <summary>All of them, in order of id.</summary>
    public ImmutableArray<Permission> Permissions { get; }

    /// <summary>The teams that have any, in order of id.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Teams => [.. _byTeam.Value.Select(t => t.Key).Order(StringComparer.Ordinal)];

    /// <summary>The permission with that id; null when there is none.</summary>
    public Permission? Find(string id) => Permissions.FirstOrDefault(p => p.Id == id);

    /// <summary>The same with a permission added, or in the place of the one with its id.</summary>
    public ProcessPermissions With(Permission permission) =>
        new([.. Permissions.Where(p => p.Id != permission.Id).Append(permission).OrderBy(p => p.Id, StringComparer.Ordinal)]);

    /// <summary>The same without one.</summary>
    public ProcessPermissions Without(string id) => new([.. Permissions.Where(p => p.Id != id)]);

    /// <summary>What one person may do in the process. Costs as much as the person's teams have permissions.</summary>
    /// <param name="tree">The tree; null as long as the process has none. A permission on an item that is not in it counts for nothing.</param>
    /// <param name="teams">Ids of the teams that the person is in.</param>
    /// <param name="administers">Whether the person administers the process.</param>
    public PersonRights For(ProcessTree? tree, IEnumerable<string> teams, bool administers) => administers
        ? PersonRights.OfAdministrator(tree)
        : new PersonRights(tree, teams.Distinct(StringComparer.Ordinal).SelectMany(team => _byTeam.Value[team]));
}
