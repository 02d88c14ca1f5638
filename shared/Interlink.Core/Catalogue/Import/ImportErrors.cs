using Interlink.Core.Kernel;
using Interlink.Core.Operations;

namespace Interlink.Core.Catalogue.Import;

/// <summary>The source is not a zip archive, or a broken one.</summary>
public sealed record SourceNotZip() : Error(ErrorKind.Invalid, "source-not-a-zip", "The source is not a readable zip archive.");

/// <summary>The archive holds no catalogue.</summary>
public sealed record SourceNotCatalogue() : Error(ErrorKind.Invalid, "source-not-a-catalogue",
    "The source has none of the folders interlinkers, problemprofiles and schemas, neither at its root nor in its only folder.");

/// <summary>The source has a path that no honest catalogue has: absolute, climbing out, doubled, or a link.</summary>
public sealed record UnsafeSourcePath(string Path, string Why) : Error(ErrorKind.Invalid, "source-unsafe-path",
    $"The source was refused because of the path '{Shown.Of(Path)}': {Why}.");

/// <summary>The source asks for more than an import may take.</summary>
public sealed record SourceTooLarge(string What, long Limit) : Error(ErrorKind.TooLarge, "source-too-large",
    $"The source was refused: {What}; at most {Limit} are allowed.");

/// <summary>A file of the source unpacks to suspiciously much.</summary>
public sealed record SourceSuspicious(string Path, int MaxRatio) : Error(ErrorKind.Invalid, "source-suspicious",
    $"The source was refused: '{Shown.Of(Path)}' unpacks to more than {MaxRatio} times its packed size.");

/// <summary>Why an import ended that was not refused.</summary>
public static class ImportFaults
{
    /// <summary>It broke off.</summary>
    public static OperationFault Interrupted { get; } =
        new("import-interrupted", "The import broke off before its end. What it had saved until then stays. Try it again, or import the source again.");

    /// <summary>Somebody canceled it.</summary>
    public static OperationFault Canceled { get; } =
        new("import-canceled", "The import was canceled. What it had saved until then stays.");

    /// <summary>Whether trying again with the same source can end otherwise.</summary>
    public static bool CanBeTriedAgain(OperationFault? fault) => fault is not null && (fault.Type == Interrupted.Type || fault.Type == Canceled.Type);
}

/// <summary>Makes text from outside fit for a message.</summary>
internal static class Shown
{
    /// <summary>The text without control characters, cut at 120 characters.</summary>
    public static string Of(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return clean.Length <= 120 ? clean : string.Concat(clean.AsSpan(0, 119), "…");
    }
}
