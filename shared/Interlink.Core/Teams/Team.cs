using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>People of one organization who take part in processes together; rights are granted to teams.</summary>
public sealed record Team
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "team";

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the organization that it belongs to, for good.</summary>
    public required string Organization { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it does; markdown.</summary>
    public string? Description { get; init; }

    /// <summary>For whom its people stand.</summary>
    public required TeamType Type { get; init; }

    /// <summary>Whether people may apply for membership.</summary>
    public required bool TakesApplications { get; init; }

    /// <summary>Subjects of the members who manage it; empty only after the last one's account was erased.</summary>
    public required IReadOnlyList<string> Administrators { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC; members coming and going do not count.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes from 1. Who administers it does not count, so that it never spoils an edit of the description.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The state of it that was read.</summary>
    public Revision Revision() => Processes.Editions.Revision(Edition);

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language.Fallback, Name),
        Text = LocalizedText.Of(Language.Fallback, Description ?? ""),
        Facets = new Dictionary<string, IReadOnlyList<string>> { [OfOrganization] = [Organization], [OfType] = [Words.Of(Type)] },
    };

    internal const string OfOrganization = "organization";
    internal const string OfType = "type";
}

/// <summary>For whom the people of a team stand.</summary>
public enum TeamType
{
    /// <summary>Citizens, for themselves.</summary>
    Citizen,

    /// <summary>A public administration.</summary>
    PublicAdministration,

    /// <summary>A non-profit organization.</summary>
    NonprofitOrganization,

    /// <summary>A firm.</summary>
    ForprofitOrganization,
}

/// <summary>How long the texts of a team may be, in UTF-16 units.</summary>
public static class TeamLimits
{
    public const int Name = 200;
    public const int Description = 4000;
    public const int Message = 1000;
    public const int Reason = 1000;
}
