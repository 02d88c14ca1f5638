using System.Collections.Concurrent;
using System.Reflection;
using Interlink.Core.ApiAccess;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Edge;

/// <summary>What a function's attributes say, found once by its entry point.</summary>
public sealed class FunctionDirectory
{
    private readonly ConcurrentDictionary<string, FunctionFacts> _known = new(StringComparer.Ordinal);

    internal FunctionFacts Of(FunctionDefinition definition) =>
        _known.GetOrAdd(definition.EntryPoint, static (_, function) => FunctionFacts.Of(MethodOf(function)), definition);

    private static MethodInfo? MethodOf(FunctionDefinition definition)
    {
        var dot = definition.EntryPoint.LastIndexOf('.');
        return dot < 0 ? null : AssembliesOf(definition.PathToAssembly)
            .Select(assembly => assembly.GetType(definition.EntryPoint[..dot]))
            .OfType<Type>()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .FirstOrDefault(method => method.Name == definition.EntryPoint[(dot + 1)..]
                && method.GetCustomAttribute<FunctionAttribute>()?.Name == definition.Name);
    }

    private static IEnumerable<Assembly> AssembliesOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic)
            .OrderByDescending(assembly => assembly == typeof(FunctionDirectory).Assembly)
            .ThenByDescending(assembly => assembly.GetName().Name == name);
    }
}

/// <summary>What a function's attributes say.</summary>
/// <param name="Scope">The scope that a caller must hold; null when none is named.</param>
/// <param name="Anonymous">Whether anybody may call.</param>
/// <param name="WhileSuspended">Whether also people of a suspended tenant may call.</param>
/// <param name="BeforeConsent">Whether people may call before they have agreed to the texts in force.</param>
internal sealed record FunctionFacts(string? Scope, bool Anonymous, bool WhileSuspended, bool BeforeConsent)
{
    /// <summary>The scopes of which an application must hold one; empty when any application may call, null when none may.</summary>
    public IReadOnlyList<string>? ApplicationScopes { get; private init; }

    /// <summary>Most bytes of a body that is not JSON; null where it is, or there is none.</summary>
    public int? MaxRawBytes { get; private init; }

    /// <summary>Whether the answer holds a secret that is shown once.</summary>
    public bool ShownOnce { get; private init; }

    public static FunctionFacts Of(MethodInfo? method) => new(
        method?.GetCustomAttribute<AllowAttribute>()?.Scope,
        method?.IsDefined(typeof(AllowAnonymousAttribute)) ?? false,
        method?.IsDefined(typeof(WhileSuspendedAttribute)) ?? false,
        method?.IsDefined(typeof(BeforeConsentAttribute)) ?? false)
    {
        ApplicationScopes = method?.GetCustomAttribute<AllowApplicationAttribute>()?.Scopes.Select(s => s.Word()).ToList(),
        MaxRawBytes = method?.GetCustomAttribute<RawBodyAttribute>()?.MaxBytes,
        ShownOnce = method?.IsDefined(typeof(ShownOnceAttribute)) ?? false,
    };
}
