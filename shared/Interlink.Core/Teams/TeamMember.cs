using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>A membership from the team's side; ids are <c>{team}:{subject}</c>. <see cref="MemberOf"/> is the person's side of the same.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Organization">Id of its organization.</param>
/// <param name="Subject">The person.</param>
/// <param name="Name">How the person is shown; follows the account, for order and search.</param>
/// <param name="Role">What the person may do in the team.</param>
/// <param name="Since">When the person joined, UTC.</param>
public sealed record TeamMember(string Team, string Organization, string Subject, string Name, TeamRole Role, DateTimeOffset Since)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "team-member";

    internal const string OfTeam = "team";
    internal const string OfRole = "role";
    internal const string SinceNumber = "since";

    /// <summary>The id of the document.</summary>
    public string Id => IdOf(Team, Subject);

    /// <summary>The id of somebody's membership.</summary>
    public static string IdOf(string team, string subject) => $"{team}:{subject}";

    /// <summary>The person's side of it.</summary>
    internal MemberOf Mirror() => new(Team, Organization, Role);

    /// <summary>How it is found: by name, role and time of joining.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language.Fallback, Name),
        Facets = new Dictionary<string, IReadOnlyList<string>> { [OfTeam] = [Team], [OfRole] = [Words.Of(Role)] },
        Numbers = new Dictionary<string, double> { [SinceNumber] = Since.ToUnixTimeMilliseconds() },
    };
}

/// <summary>What a member may do in a team.</summary>
public enum TeamRole
{
    /// <summary>Takes part.</summary>
    Member,

    /// <summary>Takes part, and manages the team.</summary>
    Administrator,
}
