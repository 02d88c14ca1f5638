using System.Globalization;
using Interlink.Core.Catalogue;
using Interlink.Core.Storage;

namespace Interlink.Core.Recommendation;

/// <summary>What recommendation needs to know of a tenant's whole catalogue of published interlinkers: how rare each problem profile is, and how
/// many an ordinary entry carries.</summary>
/// <param name="Entries">How many entries are published.</param>
/// <param name="Carriers">By problem profile, how many published entries carry it.</param>
/// <param name="Profiles">How many problem profiles there are, carried or not.</param>
/// <param name="TypicalBreadth">The median number of profiles of the entries that carry any; at least 1.</param>
public sealed record CatalogueStatistics(int Entries, IReadOnlyDictionary<string, int> Carriers, int Profiles, int TypicalBreadth)
{
    /// <summary>The part of the problems nobody asked about that an entry answers from which on it is generic.</summary>
    public const double GenericShare = 0.4;

    /// <summary>Takes the statistics of a catalogue that is at hand as a whole.</summary>
    /// <param name="profiles">How many problem profiles there are.</param>
    public static CatalogueStatistics Of(IEnumerable<Interlinker> entries, int profiles)
    {
        var published = entries.Where(e => e.State == PublicationState.Published).Select(e => e.ProblemProfiles.Distinct().ToList()).ToList();
        var carriers = published.SelectMany(p => p).CountBy(p => p).ToDictionary(p => p.Key, p => p.Value);
        var breadths = published.CountBy(p => p.Count).ToDictionary(b => b.Key, b => b.Value);
        return new CatalogueStatistics(published.Count, carriers, Math.Max(profiles, carriers.Count), MedianBreadth(breadths));
    }

    /// <summary>Takes the statistics from facet counts over all published entries.</summary>
    /// <param name="carriers">Counts of the facet that holds the profiles of an entry.</param>
    /// <param name="breadths">Counts of the facet that holds the number of profiles of an entry.</param>
    public static CatalogueStatistics Of(long entries, IReadOnlyList<FacetCount> carriers, IReadOnlyList<FacetCount> breadths, long profiles) => new(
        (int)entries,
        carriers.ToDictionary(c => c.Value, c => c.Count),
        Math.Max((int)profiles, carriers.Count),
        MedianBreadth(breadths.ToDictionary(b => int.Parse(b.Value, CultureInfo.InvariantCulture), b => b.Count)));

    /// <summary>How much it tells that an entry carries the profile: 1 when only one does, towards 0 the more do.</summary>
    public double Rarity(string profile)
    {
        var carriers = Math.Max(1, Carriers.GetValueOrDefault(profile));
        var entries = Math.Max(Entries, carriers);
        return Math.Log(1 + (double)entries / carriers) / Math.Log(1 + entries);
    }

    /// <summary>How pointed an entry is that carries so many profiles nobody asked about: 1 with none, falling towards 0.6, half way at four
    /// times the typical breadth.</summary>
    public double Focus(int beside)
    {
        var half = 4.0 * TypicalBreadth;
        return 0.6 + (0.4 * half / (half + beside));
    }

    /// <summary>Whether an entry is generic where so many profiles are asked about: it carries a large part of all the others (so that it would turn up
    /// nearly everywhere) and far more than an ordinary entry of this catalogue.</summary>
    /// <param name="asked">How many profiles are asked about.</param>
    /// <param name="beside">How many profiles the entry carries that are not asked about.</param>
    public bool IsGeneric(int asked, int beside) =>
        beside > 2 * TypicalBreadth && beside >= GenericShare * (Profiles - asked);

    private static int MedianBreadth(IReadOnlyDictionary<int, int> entriesByBreadth)
    {
        var carrying = entriesByBreadth.Where(b => b.Key > 0).OrderBy(b => b.Key).ToList();
        var middle = (carrying.Sum(b => b.Value) + 1) / 2;
        var seen = 0;
        foreach (var (breadth, entries) in carrying)
        {
            seen += entries;
            if (seen >= middle)
                return breadth;
        }

        return 1;
    }
}
