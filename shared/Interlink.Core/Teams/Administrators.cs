using Interlink.Core.Kernel;
using Interlink.Core.Organizations;

namespace Interlink.Core.Teams;

/// <summary>The subjects that administer a team or an organization: never brought down to nobody, never more than one document should hold. Pure.</summary>
public static class Administrators
{
    /// <summary>Most administrators of one team or organization.</summary>
    public const int Most = 50;

    /// <summary>The same and one more; unchanged when the person is one already.</summary>
    /// <returns>All of them, or <see cref="TooManyAdministrators"/>.</returns>
    public static Outcome<IReadOnlyList<string>> With(IReadOnlyList<string> administrators, string subject) =>
        administrators.Contains(subject) ? Outcome<IReadOnlyList<string>>.Of(administrators)
        : administrators.Count >= Most ? new TooManyAdministrators(Most)
        : Outcome<IReadOnlyList<string>>.Of([.. administrators, subject]);

    /// <summary>The same without one; unchanged when the person is none.</summary>
    /// <param name="last">The refusal when it would leave nobody.</param>
    public static Outcome<IReadOnlyList<string>> Without(IReadOnlyList<string> administrators, string subject, Error last) =>
        !administrators.Contains(subject) ? Outcome<IReadOnlyList<string>>.Of(administrators)
        : administrators.Count == 1 ? last
        : Outcome<IReadOnlyList<string>>.Of([.. administrators.Where(a => a != subject)]);
}
