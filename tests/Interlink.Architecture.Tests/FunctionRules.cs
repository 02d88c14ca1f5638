using System.Reflection;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Architecture.Tests;

/// <summary>Rules that every function keeps by its signature. Each returns one sentence per violation.</summary>
internal static class FunctionRules
{
    /// <summary>The methods of an assembly's types that are functions.</summary>
    public static IReadOnlyList<MethodInfo> FunctionsOf(IEnumerable<Type> types) =>
    [
        .. types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(FunctionAttribute))),
    ];

    /// <summary>A function is public and has a name of its own.</summary>
    public static IEnumerable<string> BadNames(IEnumerable<MethodInfo> functions)
    {
        var all = functions.ToList();
        return all.Where(f => !f.IsPublic).Select(f => $"{Name(f)} is not public.")
            .Concat(all.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"Several functions are called {g.Key}."));
    }

    /// <summary>Who may call an HTTP function is said exactly once, and never by a function key.</summary>
    public static IEnumerable<string> UnclearAccess(IEnumerable<MethodInfo> functions) =>
        from function in functions
        where Trigger<HttpTriggerAttribute>(function) is not null
        let stated = function.GetCustomAttributes<AllowAttribute>().Count() + function.GetCustomAttributes<AllowAnonymousAttribute>().Count()
        let level = Trigger<HttpTriggerAttribute>(function)!.AuthLevel
        where stated != 1 || level != AuthorizationLevel.Anonymous
        select stated != 1 ? $"{Name(function)} says {stated} times who may call it." : $"{Name(function)} asks for a function key.";

    /// <summary>The signature of an HTTP function is its contract.</summary>
    public static IEnumerable<string> UnclearReplies(IEnumerable<MethodInfo> functions) =>
        from function in functions
        where Trigger<HttpTriggerAttribute>(function) is not null && !IsReply(function.ReturnType)
        select $"{Name(function)} does not return Task<Reply<T>>.";

    /// <summary>Orchestrators are static: there is nothing of the process in them.</summary>
    public static IEnumerable<string> StatefulOrchestrators(IEnumerable<MethodInfo> functions) =>
        from function in functions
        where Trigger<OrchestrationTriggerAttribute>(function) is not null && !function.IsStatic
        select $"The orchestrator {Name(function)} is not static.";

    /// <summary>Inputs of orchestrators and activities are records that begin with the tenant.</summary>
    public static IEnumerable<string> TenantlessInputs(IEnumerable<MethodInfo> functions) =>
        from function in functions
        let input = InputOf(function)
        where input is not null && !BeginsWithTenant(input)
        select $"The input {input.Name} of {Name(function)} is not a record that begins with TenantId.";

    private static Type? InputOf(MethodInfo function)
    {
        if (Trigger<ActivityTriggerAttribute>(function) is not null)
        {
            return function.GetParameters().Single(p => p.IsDefined(typeof(ActivityTriggerAttribute))).ParameterType;
        }

        return Trigger<OrchestrationTriggerAttribute>(function) is null
            ? null
            : function.GetParameters().Where(p => !p.IsDefined(typeof(OrchestrationTriggerAttribute)))
                .Select(p => p.ParameterType).FirstOrDefault(t => t != typeof(CancellationToken) && t != typeof(FunctionContext)) ?? typeof(void);
    }

    private static bool BeginsWithTenant(Type type) =>
        (type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null)
        && type.GetConstructors().Any(c => c.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(TenantId));

    private static bool IsReply(Type type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Task<>)
        && type.GetGenericArguments()[0] is { IsGenericType: true } reply && reply.GetGenericTypeDefinition() == typeof(Reply<>);

    private static T? Trigger<T>(MethodInfo function) where T : Attribute =>
        function.GetParameters().Select(p => p.GetCustomAttribute<T>()).FirstOrDefault(a => a is not null);

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static string Name(MethodInfo function) => $"{function.DeclaringType!.Name}.{function.Name}";
}
