namespace Interlink.Architecture.Tests;

/// <summary>States rules: they hold for the tree, and they break on a planted violation.</summary>
internal static class Rule
{
    /// <summary>There is no violation; the failure lists each.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Each of the planted things violates the rule.</summary>
    public static void Breaks<T>(Func<IEnumerable<T>, IEnumerable<string>> rule, params T[] planted) =>
        Assert.All(planted, plant => Assert.NotEmpty(rule([plant])));
}
