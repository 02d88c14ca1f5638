using System.Globalization;
using Interlink.Core.Kernel;

namespace Interlink.Core.Uploads;

/// <summary>No such upload, or somebody else's, or expired.</summary>
public sealed record UploadNotFound(string Id) : Error(ErrorKind.NotFound, "upload-not-found", $"There is no upload '{Id}', or it has expired.");

/// <summary>The file is larger than files may be.</summary>
public sealed record UploadTooLarge(long MaxBytes) : Error(ErrorKind.TooLarge, "too-large", $"A file may have at most {MaxBytes} bytes.");

/// <summary>Too many uploads were begun and not used.</summary>
public sealed record TooManyUploads(int Most)
    : Error(ErrorKind.Conflict, "too-many-uploads", $"You have {Most} uploads under way. Use them, or wait until they expire.");

/// <summary>The upload was put together already and takes no more parts.</summary>
public sealed record UploadFinished(string Id) : Error(ErrorKind.Conflict, "upload-finished", $"The upload '{Id}' is finished and takes no more parts.");

/// <summary>Parts are missing; each is named.</summary>
public sealed record UploadIncomplete : Error
{
    /// <summary>Names at most this many of the missing parts.</summary>
    private const int MaxNamed = 100;

    public UploadIncomplete(IReadOnlyList<int> missing)
        : base(ErrorKind.Conflict, "upload-incomplete", $"{missing.Count} parts of the upload are missing. Send them, then repeat the request.") =>
        Fields = [.. missing.Take(MaxNamed).Select(n => new FieldError(
            string.Create(CultureInfo.InvariantCulture, $"parts[{n}]"), "missing", string.Create(CultureInfo.InvariantCulture, $"Part {n} is missing.")))];
}
