using System.Net.Http.Headers;
using Interlink.Core.Kernel;

namespace Interlink.Core.Uploads;

/// <summary>What can be the name and the media type of a file.</summary>
public static class FileNames
{
    /// <summary>The media type of any file.</summary>
    public const string AnyType = "application/octet-stream";

    /// <summary>Names what is wrong with the name and type of a file; empty when nothing is.</summary>
    public static IReadOnlyList<FieldError> Check(string fileName, string? contentType)
    {
        var faults = new List<FieldError>();
        var name = fileName.Trim();
        if (name.Length == 0 || name is "." or ".." || name.Any(char.IsControl) || name.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            faults.Add(new FieldError("fileName", "malformed", "This must be a plain file name, without folders and control characters."));
        }

        if (contentType is not null && !MediaTypeHeaderValue.TryParse(contentType, out _))
        {
            faults.Add(new FieldError("contentType", "malformed", "This must be a media type such as application/pdf."));
        }

        return faults;
    }
}
