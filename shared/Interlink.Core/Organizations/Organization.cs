using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Core.Teams;

namespace Interlink.Core.Organizations;

/// <summary>Who takes part in co-production as one body: an administration, an association, a firm. Its people are those of its teams.</summary>
public sealed record Organization
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "organization";

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called, by language.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What it is and does, by language; markdown.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>Whether everybody of the tenant knows of it. Otherwise it does not exist for people outside.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>What a new team is unless its maker says otherwise.</summary>
    public required TeamType DefaultTeamType { get; init; }

    /// <summary>Who may make teams.</summary>
    public required TeamCreation TeamCreation { get; init; }

    /// <summary>Subjects of those who manage it and all its teams; empty only after the last one's account was erased.</summary>
    public required IReadOnlyList<string> Administrators { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes from 1.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The state of it that was read.</summary>
    public Revision Revision() => Processes.Editions.Revision(Edition);

    /// <summary>The same, changed now.</summary>
    internal Organization Next(DateTimeOffset now) => this with { Edition = Edition + 1, UpdatedAt = now };

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = Name,
        Text = Description,
        Facets = new Dictionary<string, IReadOnlyList<string>> { [Reach] = [Id, .. IsPublic ? [Public] : Array.Empty<string>(), .. Administrators] },
    };

    /// <summary>The facet that says for whom it exists: <see cref="Public"/>, its own id for its people, and the subjects of its administrators.</summary>
    internal const string Reach = "reach";

    /// <summary>For everybody of the tenant.</summary>
    internal const string Public = "public";
}

/// <summary>Who may make teams in an organization; its administrators always may.</summary>
public enum TeamCreation
{
    /// <summary>Nobody else.</summary>
    Administrators,

    /// <summary>Whoever is in one of its teams.</summary>
    Members,

    /// <summary>Whoever can see the organization.</summary>
    Anyone,
}

/// <summary>How long the texts of an organization may be, in UTF-16 units and for each language.</summary>
public static class OrganizationLimits
{
    public const int Name = 200;
    public const int Description = 4000;
}
