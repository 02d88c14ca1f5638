using System.Text.RegularExpressions;
using Interlink.Core.Events;

namespace Interlink.Core.Webhooks;

/// <summary>Which event types an endpoint wants: whole types (<c>process.created</c>), all that begin alike (<c>process.*</c>), or all (<c>*</c>).</summary>
public static partial class EventTypeFilter
{
    /// <summary>Most entries of a filter.</summary>
    public const int MaxEntries = 100;

    /// <summary>Whether an entry has one of the three forms.</summary>
    public static bool IsWellFormed(string entry) => entry == "*" || (entry.Length <= 128 && Form().IsMatch(entry));

    /// <summary>Whether an entry lets at least one of the types through that there are.</summary>
    public static bool Exists(string entry) => entry == "*" || EventCatalogue.All.Any(known => Matches(entry, known.Type));

    /// <summary>Whether a filter lets a type through. What <c>*</c> means leaves out operational types; they are wanted by name only. What is for the audit alone goes nowhere.</summary>
    public static bool Accepts(IReadOnlyList<string> filter, string type)
    {
        if (EventCatalogue.Find(type) is null)
        {
            return false;
        }

        foreach (var entry in filter)
        {
            if (Matches(entry, type))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string entry, string type) => entry switch
    {
        "*" => !EventCatalogue.IsOperational(type),
        [.. var prefix, '.', '*'] => type.Length > prefix.Length + 1 && type[prefix.Length] == '.' && type.StartsWith(prefix, StringComparison.Ordinal),
        _ => entry == type,
    };

    [GeneratedRegex(@"\A[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)*(\.\*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
