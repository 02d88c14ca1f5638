using Interlink.Core.Permissions;
using Interlink.Core.Processes;

namespace Interlink.Core.Tests.Permissions;

/// <summary>The rules as they are written, slowly and without any structure: goes from the item upwards and stops at the first level on which any team of the person has
/// a permission.</summary>
internal static class NaiveRights
{
    public static (bool Granted, string Ground, IReadOnlyCollection<string> Permissions) Decide(
        IReadOnlyList<Permission> all, ProcessTree? tree, IReadOnlyCollection<string> teams, bool administers, string? item, AssetRight right)
    {
        if (administers)
        {
            return (true, nameof(VerdictGround.ProcessAdministrator), []);
        }

        var levels = new List<string?>();
        for (var at = item is null ? null : tree?.Items.SingleOrDefault(i => i.Id == item); at is not null; at = tree!.Items.SingleOrDefault(i => i.Id == at.Parent))
        {
            levels.Add(at.Id);
        }

        levels.Add(null);
        foreach (var level in levels)
        {
            var here = all.Where(p => p.Item == level && teams.Contains(p.Team)).ToList();
            if (here.Count > 0)
            {
                var says = here.Any(p => p.Rights.Has(right));
                return (says, nameof(VerdictGround.Permission), [.. here.Where(p => p.Rights.Has(right) == says).Select(p => p.Id)]);
            }
        }

        return (false, nameof(VerdictGround.NoPermission), []);
    }

    public static bool SeesProcess(IReadOnlyList<Permission> all, ProcessTree? tree, IReadOnlyCollection<string> teams, bool administers) =>
        administers || all.Any(p => teams.Contains(p.Team) && (p.Item is null || (tree is not null && tree.Items.Any(i => i.Id == p.Item))));
}
