using System.Reflection;
using System.Text.RegularExpressions;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.OpenApi;

/// <summary>One HTTP function as its signature and attributes describe it.</summary>
/// <param name="Name">The function's name; the operation id.</param>
/// <param name="Verb">The HTTP method, lower case.</param>
/// <param name="Path">The path with plain placeholders, from <c>/api</c> on.</param>
/// <param name="Slice">The folder it lies in; the tag.</param>
/// <param name="Route">The placeholders of the path.</param>
/// <param name="Method">The CLR method.</param>
internal sealed partial record ApiOperation(
    string Name, string Verb, string Path, string Slice, IReadOnlyList<RoutePlace> Route, MethodInfo Method)
{
    /// <summary>What the function answers when all is well.</summary>
    public Type Result => AnswerOf(Method.ReturnType);

    /// <summary>The scope asked for; null when anybody may call.</summary>
    public string? Scope => Method.GetCustomAttribute<AllowAttribute>()?.Scope;

    /// <summary>The scopes of which an application must hold one; empty when any may call, null when none may.</summary>
    public IReadOnlyList<ApiScope>? ApplicationScopes => Method.GetCustomAttribute<AllowApplicationAttribute>()?.Scopes;

    /// <summary>The record that the body is read into; null for none.</summary>
    public Type? Body => Method.GetCustomAttribute<BodyAttribute>()?.Type;

    /// <summary>The record that the query is read into; null for none.</summary>
    public Type? Query => Method.GetCustomAttribute<QueryAttribute>()?.Type;

    /// <summary>Whether the body is raw bytes.</summary>
    public bool TakesBytes => Method.IsDefined(typeof(RawBodyAttribute));

    /// <summary>Whether the revision that the caller read must be stated.</summary>
    public bool Revisioned => Method.IsDefined(typeof(RevisionedAttribute));

    /// <summary>Whether a link for partners opens it.</summary>
    public bool ByPartnerLink => Method.IsDefined(typeof(ByPartnerLinkAttribute));

    /// <summary>Whether also people of a suspended tenant may call.</summary>
    public bool WhileSuspended => Method.IsDefined(typeof(WhileSuspendedAttribute));

    /// <summary>Whether people may call before they have agreed to the texts in force.</summary>
    public bool BeforeConsent => Method.IsDefined(typeof(BeforeConsentAttribute));

    /// <summary>Whether the answer holds a secret that is shown once.</summary>
    public bool ShownOnce => Method.IsDefined(typeof(ShownOnceAttribute));

    /// <summary>The status of success.</summary>
    public int Status => Method.GetCustomAttribute<AnswersAttribute>()?.Status
        ?? (Result == typeof(Unit) ? StatusCodes.Status204NoContent
            : Verb != "post" ? StatusCodes.Status200OK
            : Result == typeof(OperationView) ? StatusCodes.Status202Accepted
            : StatusCodes.Status201Created);

    /// <summary>The media type of the answer; null when there is no body.</summary>
    public string? MediaType => Result == typeof(Unit) ? null
        : Method.GetCustomAttribute<AnswersAttribute>()?.MediaType
        ?? (Result == typeof(FileDownload) ? FileDownload.AnyType : "application/json");

    /// <summary>Every HTTP function of an assembly, in order of path and verb.</summary>
    public static IReadOnlyList<ApiOperation> In(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(Of)
            .OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Verb, StringComparer.Ordinal),
    ];

    private static IEnumerable<ApiOperation> Of(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()?.Name;
        var trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().FirstOrDefault();
        if (name is null || trigger is null)
        {
            yield break;
        }

        var template = trigger.Route ?? name;
        var places = Place().Matches(template)
            .Select(m => new RoutePlace(m.Groups["name"].Value, m.Groups["rule"].Success ? m.Groups["rule"].Value : null)).ToList();
        var path = $"/api/{Place().Replace(template, m => $"{{{m.Groups["name"].Value}}}")}";
        foreach (var verb in (trigger.Methods ?? []).Select(m => m.ToLowerInvariant()).Where(verb => verb != "options"))
        {
            yield return new ApiOperation(name, verb, path, method.DeclaringType!.Namespace!.Split('.')[^1], places, method);
        }
    }

    private static Type AnswerOf(Type type) =>
        !type.IsGenericType ? typeof(Unit)
        : type.GetGenericTypeDefinition() == typeof(Reply<>) ? type.GetGenericArguments()[0]
        : AnswerOf(type.GetGenericArguments()[0]);

    [GeneratedRegex(@"\{\*{0,2}(?<name>[A-Za-z0-9_]+)(?::(?<rule>[^}]+))?\??\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

/// <summary>A placeholder of a route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its constraint, such as <c>int</c>; null for none.</param>
internal sealed record RoutePlace(string Name, string? Rule);
