using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Processes;

/// <summary>A co-production process (on the wire <c>CoproductionProcess</c>): what is made together, why, and how far it is.</summary>
public sealed record Process
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "process";

    /// <summary>Unique id.</summary>
    public required string Id { get; init; }

    /// <summary>The name, in <see cref="Language"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The language of its content.</summary>
    public required string Language { get; init; }

    /// <summary>What is to be reached; markdown.</summary>
    public string? Aim { get; init; }

    /// <summary>How it could be reached; markdown.</summary>
    public string? Idea { get; init; }

    /// <summary>What stands in the way; markdown.</summary>
    public string? Challenges { get; init; }

    /// <summary>Who may see and change all of it; never empty.</summary>
    public required IReadOnlyList<PersonReference> Administrators { get; init; }

    /// <summary>Ids of the teams with any permission in it: written together with the permissions, so that lists need not read those of processes that are out of
    /// the question.</summary>
    public IReadOnlyList<string> ReaderTeams { get; init; } = [];

    /// <summary>The schema that its tree was made from; null without a tree.</summary>
    public AppliedSchema? Schema { get; init; }

    /// <summary>How far it is: written together with the tree, so that lists need not read trees.</summary>
    public ItemProgress Progress { get; init; } = ItemProgress.None;

    /// <summary>By interlinker, how many assets of the process were made from it; written together with the assets, so that past use can
    /// be counted.</summary>
    public IReadOnlyDictionary<string, int> Interlinkers { get; init; } = new Dictionary<string, int>();

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything in it last changed, tasks and assets included, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts the changes of the process itself from 1. Work on its tasks does not count, so that it never spoils an edit of the
    /// description.</summary>
    public int Edition { get; init; } = 1;

    /// <summary>The state of the process itself, apart from its tasks.</summary>
    public Revision Revision() => Editions.Revision(Edition);

    /// <summary>Whether somebody may see and change all of it.</summary>
    public bool IsAdministeredBy(Caller caller) => IsAdministeredBy(caller.Subject);

    /// <summary>Whether the person with that subject may see and change all of it.</summary>
    public bool IsAdministeredBy(string subject) => Administrators.Any(a => a.Subject == subject);

    /// <summary>The same process with its tree changed.</summary>
    internal Process After(ProcessTree tree, DateTimeOffset now) => this with { Progress = tree.Progress.Whole, UpdatedAt = now };

    /// <summary>The same process with assets made from an interlinker, or removed again.</summary>
    /// <param name="interlinker">Null for an asset that people brought.</param>
    /// <param name="assets">How many were made; less than 0 for removed ones.</param>
    internal Process Using(string? interlinker, int assets)
    {
        if (interlinker is null)
        {
            return this;
        }

        var used = new Dictionary<string, int>(Interlinkers, StringComparer.Ordinal);
        used[interlinker] = used.GetValueOrDefault(interlinker) + assets;
        return this with { Interlinkers = used.Where(u => u.Value > 0).ToDictionary(StringComparer.Ordinal) };
    }

    /// <summary>How it is found.</summary>
    internal SearchEntry Entry() => new()
    {
        Title = LocalizedText.Of(Language, Name),
        Text = LocalizedText.Of(Language, string.Join('\n', Aim, Idea, Challenges)),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [ProcessFacets.Reader] = [.. Administrators.Select(a => ProcessFacets.Person(a.Subject)), .. ReaderTeams.Select(ProcessFacets.Team)],
            [ProcessFacets.Status] = [ProcessFacets.Value(Progress.Status)],
            [ProcessFacets.Interlinker] = [.. Interlinkers.Keys],
        },
        Numbers = new Dictionary<string, double> { [ProcessFacets.UpdatedAt] = UpdatedAt.ToUnixTimeMilliseconds() },
    };
}

/// <summary>The schema that a tree was made from, as it was then.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Name">Its name in the language of the process.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="AppliedBy">The idempotency key of the request that applied it; null when it had none.</param>
public sealed record AppliedSchema(string Id, string Name, int Version, string? AppliedBy);

/// <summary>Somebody, as named when they did something.</summary>
/// <param name="Subject">Stable opaque id.</param>
/// <param name="Name">How they are shown.</param>
public sealed record PersonReference(string Subject, string Name)
{
    /// <summary>The caller, to be remembered.</summary>
    public static PersonReference To(Caller caller) => new(caller.Subject, caller.Name);

    /// <summary>Whether it still names somebody who is erased.</summary>
    internal bool IsStill(Privacy.ErasedPerson person) => Subject == person.Subject && Name != person.Pseudonym;

    /// <summary>The same, under the pseudonym where it is the erased person.</summary>
    internal PersonReference Without(Privacy.ErasedPerson person) => IsStill(person) ? this with { Name = person.Pseudonym } : this;
}

/// <summary>By what processes are found.</summary>
internal static class ProcessFacets
{
    /// <summary>Administrators and teams that may see it; see <see cref="Person"/> and <see cref="Team"/>. Stored under the name, and persons in the form, of when only
    /// administrators could: so lists find processes that were written then.</summary>
    public const string Reader = "administrator";
    public const string Status = "status";
    public const string Interlinker = "interlinker";
    public const string UpdatedAt = "updatedAt";

    public static string Person(string subject) => subject;

    public static string Team(string team) => $"team:{team}";

    public static string Value(ItemStatus status) => status switch
    {
        ItemStatus.InProgress => "in_progress",
        ItemStatus.Finished => "finished",
        _ => "awaiting",
    };
}
