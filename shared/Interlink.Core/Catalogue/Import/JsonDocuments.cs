using System.Text.Json;
using System.Text.Unicode;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Reads JSON files of a source: lenient about commas, comments and byte order marks, strict about size and depth.</summary>
internal static class JsonDocuments
{
    /// <summary>Reads a file; notes a rejection and answers null when it cannot be.</summary>
    public static JsonElement? Read(SourceTree tree, SourceFile file, ImportLimits limits, EntryNotes notes)
    {
        if (file.Length > limits.MaxJsonBytes)
        {
            notes.Reject("json_too_large", $"'{Shown.Of(file.Path)}' is larger than {limits.MaxJsonBytes} bytes.");
            return null;
        }

        try
        {
            var bytes = tree.Read(file, limits.MaxJsonBytes).AsMemory();
            bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            if (!Utf8.IsValid(bytes.Span))
            {
                notes.Reject("not_utf8", $"'{Shown.Of(file.Path)}' is not UTF-8 text.");
                return null;
            }

            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = limits.MaxJsonDepth,
            });
            return Named(document.RootElement) ? document.RootElement.Clone() : Unnamed(file, notes);
        }
        catch (JsonException e)
        {
            notes.Reject("malformed_json",
                $"'{Shown.Of(file.Path)}' is not well-formed JSON, or nested too deeply, at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            notes.Reject("file_unreadable", $"'{Shown.Of(file.Path)}' cannot be unpacked.");
        }

        return null;
    }

    private static JsonElement? Unnamed(SourceFile file, EntryNotes notes)
    {
        notes.Reject("malformed_json", $"'{Shown.Of(file.Path)}' has a field whose name holds half a character (a lone surrogate).");
        return null;
    }

    // JSON lets a name be written that is no text; asked for it, the reader would throw in the middle of an entry.
    private static bool Named(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(member => IsText(member) && Named(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().All(Named),
        _ => true,
    };

    private static bool IsText(JsonProperty member)
    {
        try
        {
            return member.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
