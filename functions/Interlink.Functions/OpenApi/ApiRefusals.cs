using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Accounts;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.OpenApi;

/// <summary>With which problems an operation can be answered: those of the edge, by what stands in front of the function, and those in the function's code. Answers with the same
/// problems are described once.</summary>
internal sealed class ApiRefusals(SchemaWriter schemas, XmlDocs docs)
{
    private static readonly SortedDictionary<int, (string Name, string[] Usual)> Statuses = new()
    {
        [400] = ("InvalidInput", ["invalid-input"]),
        [401] = ("NotSignedIn", ["api-key-refused", "not-signed-in", "token-refused"]),
        [403] = ("Forbidden", ["consent-required", "no-account", "no-platform-right", "other-tenants-address", "scope-missing", "tenant-suspended"]),
        [404] = ("NotFound", []),
        [409] = ("Conflict", []),
        [412] = ("StaleRevision", ["stale-revision"]),
        [413] = ("TooLarge", ["too-large"]),
        [415] = ("UnsupportedBody", ["unsupported-body"]),
        [422] = ("Contradictory", ["idempotency-key-reused"]),
        [428] = ("RevisionRequired", ["revision-required"]),
        [429] = ("TooManyRequests", ["too-many-requests"]),
        [503] = ("Unavailable", ["temporarily-unavailable"]),
    };

    private readonly RefusalsInCode _code = new();
    private readonly SortedDictionary<string, JsonNode> _responses = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> _examples = new(StringComparer.Ordinal);

    /// <summary>The answers that refuse, by status; each points at a shared one.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Of(ApiOperation operation)
    {
        foreach (var status in OfEdge(operation).Concat(_code.Of(operation.Method)).Distinct().Select(ExampleOf).GroupBy(StatusOf).OrderBy(g => g.Key))
        {
            yield return KeyValuePair.Create<string, JsonNode?>(status.Key.ToString(CultureInfo.InvariantCulture), Shared(status.Key, [.. status]));
        }

        yield return KeyValuePair.Create<string, JsonNode?>("default", Shared("Unexpected", "Something went wrong on our side, or cannot be done at the moment (then with `Retry-After`).",
            [new UnexpectedFault(), new TemporarilyUnavailable(TimeSpan.FromSeconds(5))]));
    }

    /// <summary>The shared answers, as far as operations have pointed at them.</summary>
    public JsonObject Responses() => new(_responses.Select(r => KeyValuePair.Create<string, JsonNode?>(r.Key, r.Value)));

    /// <summary>One example of each type of problem, as far as answers point at them.</summary>
    public JsonObject Examples() => new(_examples.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key, e.Value)));

    // What CallerMiddleware, RateLimitMiddleware, AllowMiddleware, ConsentMiddleware and IdempotencyMiddleware refuse, and the embedded edition to other sites.
    private static IEnumerable<Type> OfEdge(ApiOperation operation)
    {
        var (signedIn, platform, changes) = (operation.Scope is not null, operation.Scope == Scope.PlatformAdministrator, operation.Verb != "get");
        return new (Type Refusal, bool Possible)[]
        {
            (typeof(TokenRefused), true),
            (typeof(NoPlatformRight), true),
            (typeof(TooManyRequests), true),
            (typeof(NotSignedIn), signedIn),
            (typeof(ApiKeyRefused), signedIn),
            (typeof(NoAccount), signedIn),
            (typeof(OtherTenantsAddress), signedIn),
            (typeof(ScopeMissing), signedIn),
            (typeof(NotForApplications), signedIn && operation.ApplicationScopes is null),
            (typeof(TenantSuspended), signedIn && !platform),
            (typeof(TenantReadOnly), signedIn && !platform && changes && !(operation.WhileSuspended && operation.ApplicationScopes is null)),
            (typeof(ConsentRequired), signedIn && !platform && !operation.BeforeConsent),
            (typeof(CrossSiteRequest), changes),
            (typeof(BadRequest), changes),
            (typeof(InvalidInput), operation.Verb == "post"),
            (typeof(BodyTooLarge), operation.Verb == "post"),
            (typeof(KeyInUse), operation.Verb == "post"),
            (typeof(KeyReused), operation.Verb == "post"),
            (typeof(AnsweredOnce), operation.Verb == "post" && operation.ShownOnce),
        }.Where(r => r.Possible).Select(r => r.Refusal);
    }

    private JsonObject Shared(int status, IReadOnlyList<Error> refusals)
    {
        var (name, usual) = Statuses[status];
        var types = refusals.Select(r => r.Type).Order(StringComparer.Ordinal).ToList();
        var rest = usual.Except(types).Any() ? types.Prepend("only") : types.Except(usual);
        return Shared(string.Join('.', rest.Prepend(name)), ApiParts.WordsOf(status), refusals);
    }

    private JsonObject Shared(string name, string description, IReadOnlyList<Error> refusals)
    {
        if (!_responses.ContainsKey(name))
        {
            _responses[name] = Response(description, refusals);
        }

        return new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
    }

    private JsonObject Response(string description, IReadOnlyList<Error> refusals)
    {
        var response = new JsonObject { ["description"] = description };
        if (refusals.Any(r => r.RetryAfter is not null))
        {
            response["headers"] = new JsonObject { ["Retry-After"] = ApiParts.Header("Retry-After") };
        }

        var examples = refusals.OrderBy(r => r.Type, StringComparer.Ordinal).DistinctBy(r => r.Type).Select(r => KeyValuePair.Create<string, JsonNode?>(r.Type, Example(r)));
        response["content"] = new JsonObject
        {
            [Problem.MediaType] = new JsonObject { ["schema"] = schemas.Of(Shape.Of(typeof(ProblemView)), input: false), ["examples"] = new JsonObject(examples) },
        };
        return response;
    }

    private JsonObject Example(Error refusal)
    {
        if (!_examples.ContainsKey(refusal.Type))
        {
            var view = Problem.View(refusal, StatusOf(refusal), $"/api/processes/{ExampleWords.Id("process")}", ExampleWords.Text("", "traceId"));
            _examples[refusal.Type] = new JsonObject { ["summary"] = docs.Of(refusal.GetType()), ["value"] = JsonSerializer.SerializeToNode(view, Json.Options) };
        }

        return new JsonObject { ["$ref"] = $"#/components/examples/{refusal.Type}" };
    }

    private static int StatusOf(Error refusal) => refusal is UnexpectedFault ? StatusCodes.Status500InternalServerError : Problem.StatusOf(refusal.Kind);

    /// <summary>A refusal of the kind, as it could be.</summary>
    internal static Error ExampleOf(Type refusal)
    {
        var constructor = refusal.GetConstructors(BindingFlags.Public | BindingFlags.Instance).OrderBy(c => c.GetParameters().Length).First();
        return (Error)constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p, refusal))]);
    }

    private static object? Value(ParameterInfo parameter, Type refusal) =>
        parameter.GetCustomAttribute<ExampleAttribute>()?.Value is { } stated && parameter.ParameterType == typeof(string) ? stated
        : parameter.ParameterType == typeof(TimeSpan) ? TimeSpan.FromSeconds(2)
        : ExampleWriter.Of(parameter, refusal.Name) is { } example ? example.Deserialize(parameter.ParameterType, Json.Options)
        : null;
}
