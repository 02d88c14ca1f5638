using System.Security.Cryptography;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Core.Catalogue.Import;

/// <summary>Hashes over what an import brings. Entries are written with sorted keys, so that the order of members in a source does not
/// count.</summary>
internal static class SourceHashes
{
    /// <summary>The hash of an entry fresh from a source.</summary>
    public static string Of<T>(T entry) where T : ICatalogueEntry =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry, Json.Options)));
}
