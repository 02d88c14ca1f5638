using Interlink.Core.Kernel;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams;

/// <summary>That a person wants to join a team. There is at most one of a person to a team: its id is derived from both, and a new one takes the place of an old.</summary>
public sealed record TeamApplication
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "team-application";

    /// <summary>How long after a rejection the person may apply again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(14);

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the team.</summary>
    public required string Team { get; init; }

    /// <summary>Who applies.</summary>
    public required PersonReference Applicant { get; init; }

    /// <summary>Why, in the applicant's words; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>How it stands.</summary>
    public ApplicationState State { get; init; }

    /// <summary>When the person applied, UTC.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>When it was decided or withdrawn, UTC; null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided; null while it waits, and for one that was withdrawn.</summary>
    public PersonReference? DecidedBy { get; init; }

    /// <summary>Why it was rejected, in the decider's words; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The id for a person and a team.</summary>
    public static string IdOf(TenantId tenant, string team, string subject) => Ulids.Derive("team-application", tenant.Value, team, subject);

    /// <summary>Why the person cannot apply again yet; null when nothing is in the way.</summary>
    public Error? WhyNotAgain(DateTimeOffset now) => State switch
    {
        ApplicationState.Pending => new ApplicationWaits(),
        ApplicationState.Rejected when DecidedAt is { } at && at + Pause > now => new AppliedTooSoon(at + Pause),
        _ => null,
    };

    /// <summary>The same, decided.</summary>
    internal TeamApplication Decided(ApplicationState state, Caller caller, DateTimeOffset now, string? reason = null) => this with
    {
        State = state,
        DecidedAt = now,
        DecidedBy = caller.Subject == Applicant.Subject ? null : PersonReference.To(caller),
        Reason = reason,
    };

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language.Fallback, Applicant.Name),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [OfTeam] = [Team],
            [OfPerson] = [Applicant.Subject],
            [OfState] = [Words.Of(State)],
            [OfDecider] = DecidedBy is null ? [] : [DecidedBy.Subject],
        },
        Numbers = new Dictionary<string, double> { [Applied] = AppliedAt.ToUnixTimeMilliseconds() },
    };

    internal const string OfTeam = "team";
    internal const string OfPerson = "person";
    internal const string OfState = "state";
    internal const string OfDecider = "decider";
    internal const string Applied = "applied";
}

/// <summary>How an application stands.</summary>
public enum ApplicationState
{
    /// <summary>Nobody has decided.</summary>
    Pending,

    /// <summary>The person joined.</summary>
    Accepted,

    /// <summary>The team said no, and why.</summary>
    Rejected,

    /// <summary>The person took it back.</summary>
    Withdrawn,
}
