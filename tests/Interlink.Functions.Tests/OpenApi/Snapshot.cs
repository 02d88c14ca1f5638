namespace Interlink.Functions.Tests.OpenApi;

/// <summary>Compares what the product says of itself with what was last accepted, so that a change is seen in review.
/// <c>INTERLINK_ACCEPT_SNAPSHOTS=1</c> accepts what it says now.</summary>
internal static class Snapshot
{
    public static void Verify(string path, string actual)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable("INTERLINK_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, actual);
        }

        var accepted = File.Exists(file) ? File.ReadAllText(file) : "";
        if (accepted == actual)
        {
            return;
        }

        var (was, now) = (accepted.Split('\n'), actual.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"{path} differs from line {line + 1} on. If the change is meant, run the tests with INTERLINK_ACCEPT_SNAPSHOTS=1 and review the file.\n"
            + $"- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}");
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Interlink.Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
