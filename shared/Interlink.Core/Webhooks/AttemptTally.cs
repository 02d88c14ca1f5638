using System.Text.Json.Serialization;

namespace Interlink.Core.Webhooks;

/// <summary>Attempts counted over a time, with how long they took in classes.</summary>
/// <param name="Succeeded">How many were taken.</param>
/// <param name="Failed">How many were not.</param>
/// <param name="Classes">How many took up to 50, 100, 200, 400, 800, 1,500, 3,000, 6,000, 12,000 and 30,000 milliseconds, and longer.</param>
public sealed record AttemptTally(int Succeeded, int Failed, IReadOnlyList<int> Classes)
{
    private static readonly int[] s_edges = [50, 100, 200, 400, 800, 1_500, 3_000, 6_000, 12_000, 30_000];

    /// <summary>Nothing.</summary>
    public static AttemptTally None { get; } = new(0, 0, new int[s_edges.Length + 1]);

    /// <summary>How many there were.</summary>
    [JsonIgnore]
    public int Attempts => Succeeded + Failed;

    /// <summary>One attempt.</summary>
    public static AttemptTally Of(MessageAttempt attempt)
    {
        var classes = new int[s_edges.Length + 1];
        classes[s_edges.TakeWhile(edge => attempt.Milliseconds > edge).Count()] = 1;
        var succeeded = attempt.Outcome is AttemptOutcome.Succeeded ? 1 : 0;
        return new AttemptTally(succeeded, 1 - succeeded, classes);
    }

    /// <summary>Both together.</summary>
    public AttemptTally Plus(AttemptTally other) =>
        new(Succeeded + other.Succeeded, Failed + other.Failed, [.. Classes.Zip(other.Classes, (a, b) => a + b)]);

    /// <summary>Within how many milliseconds a part of the attempts was over, as well as the classes tell it.</summary>
    /// <param name="part">From 0 to 1: 0.5 for the median.</param>
    /// <returns>Null when there were none.</returns>
    public int? Within(double part)
    {
        if (Attempts == 0)
        {
            return null;
        }

        var (wanted, passed) = (part * Attempts, 0);
        for (var i = 0; i < s_edges.Length; i++)
        {
            if (Classes[i] > 0 && passed + Classes[i] >= wanted)
            {
                var low = i == 0 ? 0 : s_edges[i - 1];
                return (int)Math.Round(low + ((s_edges[i] - low) * (wanted - passed) / Classes[i]));
            }

            passed += Classes[i];
        }

        return s_edges[^1];
    }
}

/// <summary>The attempts of an endpoint in one hour, UTC.</summary>
/// <param name="Slots">By slots of five minutes, 0 to 11.</param>
public sealed record StatisticsHour(IReadOnlyDictionary<int, AttemptTally> Slots)
{
    /// <summary>The kind of its documents.</summary>
    public const string Kind = "webhook-statistics";

    /// <summary>Minutes of a slot.</summary>
    public const int SlotMinutes = 5;

    /// <summary>The id of the hour that a time lies in; sorts by time.</summary>
    public static string IdOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>When an hour began.</summary>
    public static DateTimeOffset TimeOf(string id) =>
        DateTimeOffset.ParseExact(id, "yyyy-MM-dd'T'HH", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    /// <summary>With more attempts.</summary>
    public StatisticsHour Plus(IReadOnlyDictionary<int, AttemptTally> more) => new(
        Slots.Keys.Union(more.Keys).ToDictionary(slot => slot, slot => Slots.GetValueOrDefault(slot, AttemptTally.None).Plus(more.GetValueOrDefault(slot, AttemptTally.None))));
}
