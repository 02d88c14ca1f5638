using System.ComponentModel.DataAnnotations;
using Interlink.Core.Permissions;

namespace Interlink.Functions.Permissions;

/// <summary>Rights for a team.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Item">Id of the tree item; without it the whole process.</param>
/// <param name="AccessAssets">Whether the team may see assets and open their files.</param>
/// <param name="CreateAssets">Whether the team may add assets and versions, rename them and say how far tasks are.</param>
/// <param name="DeleteAssets">Whether the team may delete assets.</param>
public sealed record GrantPermissionRequest(
    [Required, RegularExpression("[0-9a-z]{26}")] string Team,
    bool AccessAssets,
    bool CreateAssets,
    bool DeleteAssets,
    [RegularExpression("[0-9a-z]{26}")] string? Item = null)
{
    internal AssetRights Rights => new(AccessAssets, CreateAssets, DeleteAssets);
}

/// <summary>Other rights for a team that has some: all three are stated.</summary>
/// <param name="AccessAssets">Whether the team may see assets and open their files.</param>
/// <param name="CreateAssets">Whether the team may add assets and versions, rename them and say how far tasks are.</param>
/// <param name="DeleteAssets">Whether the team may delete assets.</param>
public sealed record ChangePermissionRequest(bool AccessAssets, bool CreateAssets, bool DeleteAssets)
{
    internal AssetRights Rights => new(AccessAssets, CreateAssets, DeleteAssets);
}

/// <summary>Whom to find.</summary>
public sealed record PeopleOfProcessQuery
{
    /// <summary>Words in the name.</summary>
    [StringLength(200)]
    public string? Text { get; init; }

    /// <summary>Whether to find everybody whom the caller may see, not only those who have to do with the process: to choose somebody new.</summary>
    public bool Everybody { get; init; }
}

/// <summary>Whose rights to explain, and where.</summary>
public sealed record ExplainRightsQuery
{
    /// <summary>Subject of the person; without it the caller.</summary>
    [StringLength(128)]
    public string? Person { get; init; }

    /// <summary>Id of the tree item; without it the process as a whole.</summary>
    [StringLength(200)]
    public string? Item { get; init; }
}
