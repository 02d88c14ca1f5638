using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Core.Teams;

namespace Interlink.Functions.Permissions;

/// <summary>What a team may do in a process, or in an item of its tree.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Team">The team.</param>
/// <param name="Item">Id of the tree item; none for the whole process.</param>
/// <param name="AccessAssets">Whether the team may see assets and open their files.</param>
/// <param name="CreateAssets">Whether the team may add assets and versions, rename them and say how far tasks are.</param>
/// <param name="DeleteAssets">Whether the team may delete assets.</param>
/// <param name="ChangedAt">When it was granted or last changed, UTC.</param>
/// <param name="Revision">Its state, as in the ETag.</param>
public sealed record PermissionView(
    string Id, PermissionTeamView Team, string? Item, bool AccessAssets, bool CreateAssets, bool DeleteAssets, DateTimeOffset ChangedAt, string Revision)
{
    internal static PermissionView Of(Permission permission, Team? team) => new(
        permission.Id,
        PermissionTeamView.Of(permission.Team, team),
        permission.Item,
        permission.Rights.AccessAssets,
        permission.Rights.CreateAssets,
        permission.Rights.DeleteAssets,
        permission.ChangedAt,
        permission.Revision().Value);
}

/// <summary>A team by name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called; none when it is gone.</param>
/// <param name="Type">For whom its people stand; none when it is gone.</param>
public sealed record PermissionTeamView(string Id, string? Name, TeamType? Type)
{
    internal static PermissionTeamView Of(string id, Team? team) => new(id, team?.Name, team?.Type);
}

/// <summary>Who may do what in a process.</summary>
/// <param name="Administrators">Who administers it and so has every right.</param>
/// <param name="Permissions">What teams may do, in order of the tree: the whole process first.</param>
public sealed record ProcessPermissionsView(IReadOnlyList<PersonReference> Administrators, IReadOnlyList<PermissionView> Permissions)
{
    internal static ProcessPermissionsView Of(GrantedPermissions read)
    {
        var places = (read.Loaded.Tree?.Items ?? []).Select((item, place) => (item.Id, place)).ToDictionary(i => i.Id, i => i.place, StringComparer.Ordinal);
        var ordered = read.Permissions.Permissions
            .OrderBy(p => p.Item is null ? -1 : places.GetValueOrDefault(p.Item, int.MaxValue))
            .ThenBy(p => read.Teams.GetValueOrDefault(p.Team)?.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(p => p.Team, StringComparer.Ordinal);
        return new(read.Loaded.Process.Administrators, [.. ordered.Select(p => PermissionView.Of(p, read.Teams.GetValueOrDefault(p.Team)))]);
    }
}

/// <summary>Who administers a process.</summary>
/// <param name="Administrators">All of them, the longest first.</param>
public sealed record ProcessAdministratorsView(IReadOnlyList<PersonReference> Administrators);

/// <summary>What a person may do with the assets of an item, and why.</summary>
/// <param name="Person">Whose rights.</param>
/// <param name="Item">Id of the tree item; none for the process as a whole.</param>
/// <param name="SeesProcess">Whether the process exists for the person at all.</param>
/// <param name="Suspended">Whether the person is kept out of the tenant at the moment, whatever the rights.</param>
/// <param name="AccessAssets">Whether the person may see the assets.</param>
/// <param name="CreateAssets">Whether the person may add assets and say how far the task is.</param>
/// <param name="DeleteAssets">Whether the person may delete assets.</param>
public sealed record RightsExplanationView(
    PersonReference Person, string? Item, bool SeesProcess, bool Suspended, VerdictView AccessAssets, VerdictView CreateAssets, VerdictView DeleteAssets)
{
    internal static RightsExplanationView Of(RightsExplanation explained)
    {
        var at = explained.Rights.At(explained.Item);
        return new(
            explained.Person,
            explained.Item,
            explained.Rights.SeesProcess,
            explained.Suspended,
            VerdictView.Of(at.Access, explained),
            VerdictView.Of(at.Create, explained),
            VerdictView.Of(at.Delete, explained));
    }
}

/// <summary>A right, yes or no, and what decided it.</summary>
/// <param name="Granted">Yes or no.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Permission">Id of the permission that decided; only where one did.</param>
/// <param name="Team">Its team.</param>
/// <param name="Item">The item that it was granted on; none for the whole process.</param>
/// <param name="Level">The level of that item in the tree; none for the whole process.</param>
public sealed record VerdictView(bool Granted, VerdictGround Ground, string? Permission, PermissionTeamView? Team, string? Item, TreeItemType? Level)
{
    internal static VerdictView Of(Verdict verdict, RightsExplanation explained) => new(
        verdict.Granted,
        verdict.Ground,
        verdict.Permission?.Id,
        verdict.Permission is { Team: var team } ? PermissionTeamView.Of(team, explained.Teams.GetValueOrDefault(team)) : null,
        verdict.Permission?.Item,
        verdict.Permission?.Item is { } item ? explained.Tree?.Find(item)?.Type : null);
}
