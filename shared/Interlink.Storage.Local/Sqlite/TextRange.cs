namespace Interlink.Storage.Local.Sqlite;

/// <summary>Texts with a common prefix as a range, so that an index finds them.</summary>
internal static class TextRange
{
    /// <summary>A text above every text that starts with the prefix: the prefix and the last character there is.</summary>
    public static string End(string prefix) => prefix + "\U0010FFFF";
}
