using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Tests.Authorisation;

/// <summary>An HTTP function of the product as its attributes describe it.</summary>
/// <param name="Name">The name in <c>[Function]</c>.</param>
/// <param name="Methods">In upper case.</param>
/// <param name="Route">Below <c>/api/</c>.</param>
internal sealed record HttpFunction(string Name, IReadOnlyList<string> Methods, string Route)
{
    /// <summary>Every HTTP function that there is.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from method in typeof(Composition).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
           let function = method.GetCustomAttribute<FunctionAttribute>()
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
           where function is not null && trigger is not null
           orderby function.Name
           select new HttpFunction(function.Name, [.. trigger.Methods!.Select(m => m.ToUpperInvariant())], trigger.Route!),
    ];

    /// <summary>Whether a row's request reaches this function.</summary>
    public bool Fits(string request)
    {
        var parts = request.Split(' ');
        var pattern = Regex.Replace(Regex.Escape(Route), @"\\\{(\\\*)?[^}]+\}", place => place.Groups[1].Success ? ".*" : "[^/]+");
        return parts.Length == 2 && Methods.Contains(parts[0]) && Regex.IsMatch(parts[1].Split('?')[0], $"^{pattern}$");
    }
}
