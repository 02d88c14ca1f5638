namespace Interlink.Core.Outbound;

/// <summary>What came of a call to an address that somebody else has named. Never an exception: whatever the other side does is an answer.</summary>
/// <param name="Duration">From the beginning of the check to the last byte that was read.</param>
public sealed record OutboundAnswer(TimeSpan Duration)
{
    /// <summary>Most bytes of a body that are read.</summary>
    public const int MaxBody = 20_000;

    /// <summary>The HTTP status; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why there is no whole answer: <c>timeout</c>, <c>unresolved</c>, <c>blocked</c>, <c>connect</c>, <c>tls</c>, <c>broken</c>, <c>malformed</c>; null when there is one.</summary>
    public string? Fault { get; init; }

    /// <summary>More about the fault, for people: the kind of address that is never called, what the system said. Holds nothing secret.</summary>
    public string? Detail { get; init; }

    /// <summary>The address that was connected to for this call; null when a connection that was open already was used, or none was made.</summary>
    public string? Address { get; init; }

    /// <summary>The beginning of the body as text; what is no UTF-8 is replaced.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether there was more than <see cref="MaxBody"/>.</summary>
    public bool Truncated { get; init; }

    /// <summary>The headers that somebody asked for, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the status is one of success and the answer came whole.</summary>
    public bool IsSuccess => Status is >= 200 and < 300 && Fault is null;
}

/// <summary>A call to make.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address, as <see cref="OutboundRules.Check"/> let it through; checked again.</param>
/// <param name="Timeout">How long all of it may take.</param>
public sealed record OutboundCall(HttpMethod Method, string Url, TimeSpan Timeout)
{
    /// <summary>Headers to send.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; none when it is null.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers of the answer to keep, by name.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];
}
