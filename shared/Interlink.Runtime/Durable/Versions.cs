namespace Interlink.Runtime.Durable;

/// <summary>Compares version texts: part by part as numbers where both are, else as words; nothing comes before something.</summary>
internal static class Versions
{
    public static int Compare(string? a, string? b)
    {
        if (string.IsNullOrWhiteSpace(a) || string.IsNullOrWhiteSpace(b))
            return (string.IsNullOrWhiteSpace(a) ? 0 : 1) - (string.IsNullOrWhiteSpace(b) ? 0 : 1);
        return Version.TryParse(a, out var left) && Version.TryParse(b, out var right)
            ? left.CompareTo(right)
            : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }
}
