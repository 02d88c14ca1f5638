using System.Text.Json;

namespace Interlink.Core.Teams;

/// <summary>Enums as the wire writes them, for facets.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
