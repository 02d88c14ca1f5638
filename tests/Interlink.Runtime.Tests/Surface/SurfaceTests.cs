using Interlink.Runtime.Hosting;

namespace Interlink.Runtime.Tests.Surface;

/// <summary>Code that compiles against the embedded surface compiles against the official packages.</summary>
public sealed class SurfaceTests
{
    private static readonly IReadOnlyDictionary<string, (string Header, HashSet<string> Members)> s_official = OfficialSurface.Read();

    private static readonly Type[] s_ours =
    [
        .. typeof(FunctionsRuntimeOptions).Assembly.GetExportedTypes()
            .Where(type => !type.Namespace!.StartsWith("Interlink.", StringComparison.Ordinal)),
    ];

    [Fact]
    public void The_official_lists_are_read()
    {
        Assert.True(s_official.Count > 150);
        var trigger = s_official["Microsoft.Azure.Functions.Worker.HttpTriggerAttribute"];
        Assert.StartsWith("sealed class", trigger.Header, StringComparison.Ordinal);
        Assert.Contains("abstract Guid NewGuid()", s_official["Microsoft.DurableTask.TaskOrchestrationContext"].Members);
    }

    [Fact]
    public void The_embedded_surface_is_there() => Assert.True(s_ours.Length > 60, $"Only {s_ours.Length} types");

    [Fact]
    public void Every_embedded_type_is_an_official_type_of_the_same_kind_and_bases()
    {
        List<string> differences = [];
        foreach (var header in s_ours.Select(SurfacePrinter.Header))
        {
            var official = s_official.TryGetValue(OfficialSurface.NameOf(header)!, out var found) ? found.Header : "(no such type)";
            if (Parts(header) != Parts(official)) differences.Add($"{header}   official: {official}");
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void Every_embedded_member_is_an_official_member_to_the_letter()
    {
        var printer = new SurfacePrinter();
        var compared = 0;
        List<string> differences = [];
        foreach (var type in s_ours)
        {
            var name = OfficialSurface.NameOf(SurfacePrinter.Header(type))!;
            foreach (var line in printer.Members(type))
            {
                compared++;
                if (!s_official[name].Members.Contains(line)) differences.Add($"{name}: {line}");
            }
        }

        Assert.Empty(differences);
        Assert.True(compared > 350, $"Only {compared} members were compared");
    }

    /// <summary>Interfaces in any order.</summary>
    private static string Parts(string header)
    {
        var halves = header.Split(" : ");
        return halves.Length == 1 ? header : $"{halves[0]} : {string.Join(", ", Split(halves[1]).Order(StringComparer.Ordinal))}";
    }

    private static IEnumerable<string> Split(string bases)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < bases.Length; i++)
        {
            if (bases[i] is '<' or '>') depth += bases[i] == '<' ? 1 : -1;
            if (bases[i] != ',' || depth > 0) continue;
            yield return bases[start..i].Trim();
            start = i + 1;
        }

        yield return bases[start..].Trim();
    }
}
