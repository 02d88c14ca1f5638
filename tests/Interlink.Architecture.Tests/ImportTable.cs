using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Interlink.Architecture.Tests;

/// <summary>Which project may know what: the house's import table.</summary>
internal static partial class ImportTable
{
    private static readonly string[] Files =
        ["File", "FileInfo", "FileStream", "Directory", "DirectoryInfo", "FileSystemInfo", "DriveInfo", "FileSystemWatcher", "RandomAccess"];

    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Interlink.Core"] = [],
        ["Interlink.Functions"] = ["Interlink.Core", "Interlink.Runtime", "Interlink.Storage.Azure", "Interlink.Mail"],
        ["Interlink.Storage.Local"] = ["Interlink.Core"],
        ["Interlink.Storage.Azure"] = ["Interlink.Core"],
        ["Interlink.Mail"] = ["Interlink.Core"],
        ["Interlink.Runtime"] = [],
        // With -p:InterlinkStorage=Azure only; what is compiled without it uses nothing of Azure.
        ["Interlink.Local"] = ["Interlink.Core", "Interlink.Functions", "Interlink.Runtime", "Interlink.Mail", "Interlink.Storage.Local", "Interlink.Storage.Azure"],
    };

    private static readonly Dictionary<string, Regex> BannedPackages = new(StringComparer.Ordinal)
    {
        ["Interlink.Core"] = new("^(?!Microsoft.CodeAnalysis.BannedApiAnalyzers$)"),
        ["Interlink.Functions"] = new("Sqlite|SQLite|^Azure\\.(?!Monitor\\.)|Cosmos"),
        ["Interlink.Storage.Local"] = new("^Azure\\.|^Microsoft\\.Azure\\.|Functions|AspNetCore"),
        ["Interlink.Storage.Azure"] = new("Sqlite|SQLite|Functions|AspNetCore|DurableTask"),
        ["Interlink.Mail"] = new("^(?!Microsoft.CodeAnalysis.BannedApiAnalyzers$)"),
        ["Interlink.Runtime"] = new("^Azure\\.|^Microsoft\\.Azure\\.|DurableTask"),
        ["Interlink.Local"] = new("^Azure\\.|^Microsoft\\.Azure\\.|DurableTask"),
    };

    /// <summary>What a project file refers to that it must not.</summary>
    public static IEnumerable<string> WrongReferences(IEnumerable<SourceFile> projectFiles) =>
        from file in projectFiles
        let name = Path.GetFileNameWithoutExtension(file.Path)
        where Projects.ContainsKey(name)
        let xml = XDocument.Parse(file.Text)
        from wrong in References(xml, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(Projects[name])
            .Concat(References(xml, "PackageReference").Where(p => BannedPackages[name].IsMatch(p)))
        select $"{name} must not refer to {wrong}.";

    /// <summary>What compiled code uses that it must not.</summary>
    public static IEnumerable<string> WrongUses(IEnumerable<Imports> projects) =>
        projects.SelectMany(p => Wrong(p).Select(wrong => $"{p.Name} must not use {wrong}."));

    private static IEnumerable<string> Wrong(Imports project) => project.Name switch
    {
        "Interlink.Core" => project.Assemblies.Where(a => !IsBaseClassLibrary(a)).Concat(project.Types.Where(IsFile)),
        "Interlink.Functions" => project.Assemblies.Where(IsDatabase).Concat(OtherProjects(project, "Interlink.Core", "Interlink.Runtime"))
            .Concat(project.Types.Where(t => IsFile(t) || t.StartsWith("Interlink.Runtime.", StringComparison.Ordinal))),
        "Interlink.Storage.Local" => OtherProjects(project, "Interlink.Core").Concat(project.Assemblies.Where(a => IsWeb(a) || IsAzure(a))),
        "Interlink.Mail" => OtherProjects(project, "Interlink.Core").Concat(project.Assemblies.Where(IsAzure)),
        "Interlink.Runtime" => OtherProjects(project).Concat(project.Assemblies.Where(IsAzure)),
        "Interlink.Local" => project.Assemblies.Where(a => IsAzure(a) || a == "Interlink.Storage.Azure"),
        _ => [],
    };

    private static IEnumerable<string> References(XDocument project, string element) =>
        project.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static IEnumerable<string> OtherProjects(Imports project, params string[] allowed) =>
        project.Assemblies.Where(a => a.StartsWith("Interlink.", StringComparison.Ordinal) && !allowed.Contains(a));

    private static bool IsBaseClassLibrary(string assembly) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{assembly}.dll"));

    private static bool IsDatabase(string assembly) => Database().IsMatch(assembly);

    private static bool IsAzure(string assembly) => assembly.StartsWith("Azure.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Azure.", StringComparison.Ordinal);

    private static bool IsWeb(string assembly) => assembly.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private static bool IsFile(string type) => Files.Any(f => type == $"System.IO.{f}");

    [GeneratedRegex("Sqlite|SQLite|Cosmos|^Azure\\.")]
    private static partial Regex Database();
}
