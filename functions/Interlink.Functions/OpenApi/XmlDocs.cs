using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.FileProviders;

namespace Interlink.Functions.OpenApi;

/// <summary>The sentences that stand above types and members, from the documentation files shipped beside the assemblies.</summary>
internal sealed partial class XmlDocs
{
    private readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> _files = new();

    /// <summary>The summary of a type.</summary>
    public string? Of(Type type) => Summary(Find(type.Assembly, $"T:{NameOf(type)}"));

    /// <summary>The summary of a method.</summary>
    public string? Of(MethodInfo method)
    {
        var start = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        return Summary(File(method.DeclaringType!.Assembly)
            .Where(m => m.Key == start || m.Key.StartsWith($"{start}(", StringComparison.Ordinal)).Select(m => m.Value).FirstOrDefault());
    }

    /// <summary>The summary of a property, or what its record says of the parameter it comes from.</summary>
    public string? Of(PropertyInfo property)
    {
        var declared = property.DeclaringType!;
        return Summary(Find(declared.Assembly, $"P:{NameOf(declared)}.{property.Name}"))
            ?? Text(Find(declared.Assembly, $"T:{NameOf(declared)}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name));
    }

    /// <summary>The summary of a member of an enum.</summary>
    public string? Of(Type type, string member) => Summary(Find(type.Assembly, $"F:{NameOf(type)}.{member}"));

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Summary(XElement? member) => Text(member?.Element("summary"));

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(element.Nodes().Select(Words));
        var plain = Blanks().Replace(text, " ").Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { HasElements: false, IsEmpty: true } link => (link.Attribute("cref") ?? link.Attribute("name"))?.Value.Split('(')[0].Split('.', ':')[^1] ?? "",
        XElement element => string.Concat(element.Nodes().Select(Words)),
        _ => "",
    };

    private XElement? Find(Assembly assembly, string member) => File(assembly).GetValueOrDefault(member);

    private IReadOnlyDictionary<string, XElement> File(Assembly assembly) => _files.GetOrAdd(assembly, static known =>
    {
        using var shipped = new PhysicalFileProvider(AppContext.BaseDirectory);
        var file = shipped.GetFileInfo($"{known.GetName().Name}.xml");
        if (!file.Exists)
        {
            return new Dictionary<string, XElement>();
        }

        using var content = file.CreateReadStream();
        return XDocument.Load(content).Descendants("member").DistinctBy(m => m.Attribute("name")!.Value)
            .ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);
    });

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
