using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.Functions.Edge;
using Interlink.Functions.OpenApi;
using Interlink.Functions.Tests.Edge;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Tests.OpenApi;

public sealed class ApiDocumentTests
{
    private static readonly JsonObject Root = JsonNode.Parse(ApiDocument.Current.Text)!.AsObject();

    private static IEnumerable<JsonObject> Operations =>
        Root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!.AsObject()));

    [Fact]
    public void The_API_is_the_one_that_was_accepted() => Snapshot.Verify("docs/openapi.verified.json", ApiDocument.Current.Text);

    [Fact]
    public void Every_operation_has_a_name_of_its_own_a_summary_and_refusals()
    {
        Assert.NotEmpty(Operations);
        Assert.Empty(Operations.GroupBy(o => (string)o["operationId"]!).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(Operations, o =>
        {
            Assert.True((string)o["summary"]! != (string)o["operationId"]!, $"{o["operationId"]} has no summary.");
            Assert.NotNull(o["responses"]!["default"]);
            Assert.NotNull(o["responses"]!["429"]);
        });
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var references = Regex.Matches(ApiDocument.Current.Text, "\"\\$ref\": \"#/(?<path>[^\"]+)\"").Select(m => m.Groups["path"].Value).ToHashSet();
        Assert.All(references, path => Assert.NotNull(path.Split('/').Aggregate((JsonNode?)Root, (node, step) => node?[step])));
        Assert.Empty(new[] { "schemas", "responses", "examples" }
            .SelectMany(kind => Root["components"]![kind]!.AsObject().Select(part => $"components/{kind}/{part.Key}")).Except(references));
    }

    [Fact]
    public void Every_place_of_a_path_is_a_required_parameter()
    {
        foreach (var (path, operations) in Root["paths"]!.AsObject())
        {
            var places = Regex.Matches(path, @"\{(\w+)\}").Select(m => m.Groups[1].Value).Order();
            Assert.All(operations!.AsObject(), o => Assert.Equal(places, (o.Value!["parameters"] as JsonArray ?? [])
                .Where(p => (string?)p!["in"] == "path" && (bool)p["required"]!).Select(p => (string)p!["name"]!).Order()));
        }
    }

    [Fact]
    public void What_a_function_reads_is_what_its_attributes_say()
    {
        var problems = new List<string>();
        foreach (var method in typeof(Composition).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(FunctionAttribute))))
        {
            var calls = Calls.Of(method).ToList();
            Compare(nameof(RequestReading.IfMatch), method.IsDefined(typeof(RevisionedAttribute)));
            Compare(nameof(RequestReading.ReadBody), method.GetCustomAttribute<BodyAttribute>() is not null);
            Compare(nameof(RequestReading.ReadQuery), method.GetCustomAttribute<QueryAttribute>() is not null);

            void Compare(string reader, bool stated)
            {
                var reads = calls.Any(c => c.DeclaringType == typeof(RequestReading) && c.Name == reader);
                if (reads != stated)
                {
                    problems.Add($"{method.DeclaringType!.Name}.{method.Name} {(reads ? "calls" : "does not call")} {reader} and its attributes say {(stated ? "so" : "nothing of it")}.");
                }
            }
        }

        Assert.Empty(problems);
    }

    [Fact]
    public void Every_scope_of_applications_opens_something_and_nothing_of_a_person_is_open()
    {
        var opened = Operations.SelectMany(o => o["security"]!.AsArray()).SelectMany(way => way!["apiKey"]?.AsArray() ?? []).Select(scope => (string)scope!).Distinct();
        Assert.Equal(Enum.GetValues<Core.ApiAccess.ApiScope>().Select(Core.ApiAccess.ApiScopes.Word).Order(StringComparer.Ordinal), opened.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Root["paths"]!.AsObject(), path => Regex.IsMatch(path.Key, "^/api/(me|sign-ins|invitations|roles|platform|applications)(/|$)")
            && path.Value!.AsObject().Any(o => o.Value!["security"]!.AsArray().Any(way => way!["apiKey"] is not null)));
    }

    [Fact]
    public async Task The_document_and_the_page_are_served_to_anybody()
    {
        await using var host = await EdgeHost.Start();
        using var document = await host.Get("/api/openapi.json", "");
        Assert.Equal("application/json; charset=utf-8", document.Content.Headers.ContentType?.ToString());
        Assert.Equal(ApiDocument.Current.Text, await document.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var page = await host.Get("/api/reference", "");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Contains("style-src 'sha256-", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_every_operation_and_schema_once_and_runs_no_script()
    {
        var html = ReferencePage.Current.Html;
        var anchors = Regex.Matches(html, " id=\"(?<id>[^\"]+)\"").Select(m => m.Groups["id"].Value).ToList();
        Assert.Equal(anchors.Distinct(), anchors);
        var targets = Regex.Matches(html, "href=\"#(?<id>[^\"]+)\"").Select(m => m.Groups["id"].Value).Distinct();
        Assert.Empty(targets.Except(anchors));
        Assert.All(Operations, o => Assert.Contains((string)o["operationId"]!, anchors));
        Assert.All(Root["components"]!["examples"]!.AsObject(), problem => Assert.Contains($"problem-{problem.Key}", anchors));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Which methods a method calls, those of its lambdas included.</summary>
internal static class Calls
{
    public static IEnumerable<MethodBase> Of(MethodInfo method)
    {
        var seen = new HashSet<MethodBase>();
        var open = new Stack<MethodBase>([method]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            foreach (var inner in CalledMethods.In(next))
            {
                if (inner.DeclaringType == method.DeclaringType || inner.DeclaringType?.DeclaringType == method.DeclaringType
                    || inner.DeclaringType?.DeclaringType?.DeclaringType == method.DeclaringType)
                {
                    open.Push(inner);
                }

                yield return inner;
            }
        }
    }
}
