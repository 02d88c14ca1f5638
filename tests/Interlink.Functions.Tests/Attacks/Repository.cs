namespace Interlink.Functions.Tests.Attacks;

/// <summary>The repository around the tests.</summary>
internal static class Repository
{
    /// <summary>The full path of a file of it.</summary>
    public static string File(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Interlink.Functions.sln")))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
