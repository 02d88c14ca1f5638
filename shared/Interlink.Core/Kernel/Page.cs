namespace Interlink.Core.Kernel;

/// <summary>A part of a list in a stable order.</summary>
/// <param name="Items">The items of this page.</param>
/// <param name="Total">How many items match over all pages, exactly.</param>
/// <param name="Next">Opaque cursor of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, string? Next)
{
    /// <summary>The same page of other items.</summary>
    public Page<TNext> Map<TNext>(Func<T, TNext> next) => new([.. Items.Select(next)], Total, Next);
}

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">How many items at the most, 1 to 100.</param>
/// <param name="Cursor">Where to go on, from <see cref="Page{T}.Next"/>; null for the first page.</param>
public readonly record struct PageRequest(int Limit, string? Cursor)
{
    /// <summary>Most items a page may hold.</summary>
    public const int MaxLimit = 100;

    /// <summary>Items on a page when the caller does not say.</summary>
    public const int DefaultLimit = 20;
}
