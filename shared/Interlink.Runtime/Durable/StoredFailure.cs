using System.Text.Json;
using Microsoft.DurableTask;

namespace Interlink.Runtime.Durable;

/// <summary>Failures as they are stored. What lies deeper than JSON can be read back is left out.</summary>
internal static class StoredFailure
{
    /// <summary>How many failures inside each other are kept; JSON is read to a depth of 64.</summary>
    private const int Deepest = 32;

    public static string Write(Exception exception) => Write(TaskFailureDetails.FromException(exception));

    public static string Write(TaskFailureDetails failure) => JsonSerializer.Serialize(Cut(failure, Deepest));

    private static TaskFailureDetails Cut(TaskFailureDetails failure, int left) => failure.InnerFailure is not { } inner ? failure
        : failure with { InnerFailure = left == 0 ? null : Cut(inner, left - 1) };
}
