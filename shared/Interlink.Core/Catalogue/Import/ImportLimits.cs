namespace Interlink.Core.Catalogue.Import;

/// <summary>How much a catalogue source may ask of us. A source beyond any of the first group is refused as a whole; the second group costs
/// single entries.</summary>
public sealed record ImportLimits
{
    /// <summary>Bytes of the source as uploaded.</summary>
    public long MaxSourceBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of all files together once unpacked.</summary>
    public long MaxTotalBytes { get; init; } = 1L << 30;

    /// <summary>Number of files.</summary>
    public int MaxFiles { get; init; } = 20_000;

    /// <summary>Bytes of one file once unpacked.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>How many times its packed size a file of more than a megabyte may unpack to.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Length of a path inside the source.</summary>
    public int MaxPathLength { get; init; } = 400;

    /// <summary>Bytes of one JSON file; a longer one rejects its entry.</summary>
    public int MaxJsonBytes { get; init; } = 4 << 20;

    /// <summary>Levels of nesting in one JSON file; a deeper one rejects its entry.</summary>
    public int MaxJsonDepth { get; init; } = 32;

    /// <summary>Bytes of instructions; longer ones are left out.</summary>
    public int MaxTextBytes { get; init; } = 512 << 10;

    /// <summary>Phases, objectives and tasks of one schema together; a larger one is rejected.</summary>
    public int MaxSchemaItems { get; init; } = 2_000;
}
