using Interlink.Core.Kernel;

namespace Interlink.Storage.Local.Documents;

/// <summary>The bounds that the ports state. A limit of zero is that of <c>default</c> and means the usual one.</summary>
internal static class Limits
{
    private const int MaxList = 1_000;
    private const int DefaultList = 100;

    /// <summary>Most ids of one FindMany.</summary>
    public const int MaxIds = 1_000;

    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 100.</exception>
    public static int Page(int limit) => Checked(limit, PageRequest.DefaultLimit, PageRequest.MaxLimit);

    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 1,000.</exception>
    public static int List(int limit) => Checked(limit, DefaultList, MaxList);

    private static int Checked(int limit, int usual, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, most);
        return limit == 0 ? usual : limit;
    }
}
