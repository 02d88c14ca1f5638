using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Interlink.Runtime.Hosting;

/// <summary>Every function of the app, found once by reflection.</summary>
internal sealed class FunctionCatalogue
{
    private readonly Dictionary<string, FunctionEntry> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FunctionEntry> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<FunctionEntry> _http = [];
    private readonly List<FunctionEntry> _timers = [];

    public FunctionCatalogue(FunctionsRuntimeOptions options)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in options.Assemblies.SelectMany(Find))
        {
            if (!names.Add(entry.Name)) throw Invalid(entry.Name, "is defined twice");
            Add(entry);
        }
    }

    public IReadOnlyList<FunctionEntry> Http => _http;

    public IReadOnlyList<FunctionEntry> Timers => _timers;

    /// <summary>The orchestrator of this name; letter case does not matter.</summary>
    public FunctionEntry? Orchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    /// <summary>The activity of this name; letter case does not matter.</summary>
    public FunctionEntry? Activity(string name) => _activities.GetValueOrDefault(name);

    private static InvalidOperationException Invalid(string function, string why) => new($"The function '{function}' {why}.");

    private static IEnumerable<FunctionEntry> Find(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        where type.IsClass
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select Describe(function.Name, method);

    private static FunctionEntry Describe(string name, MethodInfo method)
    {
        var triggers = method.GetParameters()
            .Select(p => (Parameter: p, Attribute: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(p => p.Attribute is not null)
            .ToArray();
        return triggers.Length == 1
            ? new FunctionEntry(name, method, triggers[0].Parameter, triggers[0].Attribute!)
            : throw Invalid(name, "needs exactly one trigger");
    }

    private void Add(FunctionEntry entry)
    {
        switch (entry.Attribute)
        {
            case HttpTriggerAttribute http when http.AuthLevel != AuthorizationLevel.Anonymous:
                throw Invalid(entry.Name, "asks for a function key, which this host does not have: use AuthorizationLevel.Anonymous");
            case HttpTriggerAttribute:
                _http.Add(entry);
                break;
            case TimerTriggerAttribute:
                _timers.Add(entry);
                break;
            case OrchestrationTriggerAttribute orchestration:
                _orchestrators.Add(orchestration.Orchestration ?? entry.Name, entry);
                break;
            case ActivityTriggerAttribute activity:
                _activities.Add(activity.Activity ?? entry.Name, entry);
                break;
            default:
                throw Invalid(entry.Name, $"has a trigger this host does not know: {entry.Attribute.GetType().Name}");
        }
    }
}
