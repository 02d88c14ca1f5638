using System.Collections.Immutable;
using System.Reflection;
using Interlink.Core.Kernel;

namespace Interlink.Functions.OpenApi;

/// <summary>The refusals that a function can answer with as far as its code tells: those that it makes, and those that are made in what it calls, in Core and here. What implements
/// a port elsewhere says it at the port (<see cref="RefusesAttribute"/>). Tests hold against it whatever they are answered.</summary>
internal sealed class RefusalsInCode
{
    private static readonly Assembly[] Ours = [typeof(Error).Assembly, typeof(RefusalsInCode).Assembly];

    private static readonly IReadOnlyList<Type> Classes = [.. Ours.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })];

    private readonly Dictionary<(Module, int), Reading> _known = [];

    /// <summary>The records of the refusals.</summary>
    public IReadOnlySet<Type> Of(MethodInfo function)
    {
        var refusals = new HashSet<Type>();
        var seen = new HashSet<(Module, int, string)>();
        var open = new Stack<(MethodBase Method, ImmutableSortedSet<string> Never)>([(function, [])]);
        while (open.TryPop(out var next))
        {
            var reading = Read(next.Method);
            var never = next.Never.Union(reading.Never);
            if (seen.Add((next.Method.Module, next.Method.MetadataToken, string.Join(' ', never))))
            {
                refusals.UnionWith(reading.Made.Where(type => !never.Contains(type.Name)));
                foreach (var called in reading.Called)
                {
                    open.Push((called, never));
                }
            }
        }

        return refusals;
    }

    private Reading Read(MethodBase method)
    {
        var key = (method.Module, method.MetadataToken);
        if (!_known.TryGetValue(key, out var reading))
        {
            var named = CalledMethods.In(method).Where(m => m.DeclaringType is { } type && Ours.Contains(type.Assembly)).ToList();
            var made = named.Where(m => m.IsConstructor && m.DeclaringType!.IsSubclassOf(typeof(Error))).Select(m => m.DeclaringType!);
            var stated = method.GetCustomAttribute<RefusesAttribute>()?.Errors ?? [];
            var never = method.GetCustomAttribute<NeverRefusesAttribute>()?.Errors ?? [];
            // What a refusal does with itself makes no other; but its record may keep some ready, such as NotRetryable.Succeeded.
            var ready = named.OfType<MethodInfo>().Where(m => m.IsStatic && m.ReturnType.IsSubclassOf(typeof(Error)) && m.ReturnType == m.DeclaringType).Select(m => m.ReturnType);
            var called = named.Where(m => !m.DeclaringType!.IsAssignableTo(typeof(Error))).SelectMany(Bodies);
            _known[key] = reading = new Reading([.. made.Concat(ready).Concat(stated).Distinct()], [.. called], [.. never.Select(type => type.Name)]);
        }

        return reading;
    }

    // Of a port's member what implements it, and itself for what it states and does by default.
    private static IEnumerable<MethodBase> Bodies(MethodBase called) =>
        called is not MethodInfo member || called.DeclaringType is not { IsInterface: true, IsGenericType: false } port
            ? [called]
            : Classes.Where(type => type.IsAssignableTo(port)).Select(type => type.GetInterfaceMap(port))
                .SelectMany(map => map.TargetMethods.Where((_, at) => map.InterfaceMethods[at] == member)).Prepend(called);

    private sealed record Reading(IReadOnlyList<Type> Made, IReadOnlyList<MethodBase> Called, IReadOnlyList<string> Never);
}
