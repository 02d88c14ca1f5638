using System.Text.Json;

namespace Interlink.Runtime.Hosting;

/// <summary>The settings of host.json that this host honours.</summary>
internal sealed record HostJson(string RoutePrefix)
{
    private static readonly JsonDocumentOptions s_lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the file; absent settings have the official defaults.</summary>
    public static HostJson Read(string? path)
    {
        if (path is null) return new HostJson("api");

        using var document = JsonDocument.Parse(File.ReadAllBytes(path), s_lenient);
        var prefix = document.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var value)
                ? value.GetString() ?? string.Empty
                : "api";
        return new HostJson(prefix.Trim('/'));
    }
}
