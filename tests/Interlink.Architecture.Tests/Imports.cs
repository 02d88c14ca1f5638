using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Interlink.Architecture.Tests;

/// <summary>What a compiled project uses of others, as its metadata says.</summary>
/// <param name="Assemblies">Names of the assemblies that it refers to.</param>
/// <param name="Types">Full names of the types that it refers to.</param>
internal sealed record Imports(string Name, IReadOnlySet<string> Assemblies, IReadOnlySet<string> Types)
{
    /// <summary>Reads a compiled assembly.</summary>
    public static Imports Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var assemblies = metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name));
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}");
        return new Imports(Path.GetFileNameWithoutExtension(path), assemblies.ToHashSet(), types.ToHashSet());
    }

    /// <summary>Reads one of the projects that these tests run with.</summary>
    public static Imports OfProject(string name) => Of(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
}
