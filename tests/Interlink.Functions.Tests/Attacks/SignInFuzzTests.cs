using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Functions.OpenApi;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>Bad bodies for the addresses of signing in, which no document of the API describes.</summary>
public sealed class SignInFuzzTests
{
    private const int EachWay = 60;

    private static readonly string[] s_fields = ["email", "password", "name", "token", "tenant", "code", "current", "credential", "postLoginRedirectUri"];

    private static readonly JsonObject s_schema = new()
    {
        ["properties"] = new JsonObject(s_fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field, new JsonObject { ["type"] = "string", ["maxLength"] = 300 }))),
    };

    [Fact]
    public async Task Bad_bodies_are_refused_with_a_reason_and_change_nothing()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Clock = new FakeClock() });
        var (member, administrator) = (await host.As("member"), await host.As("administrator"));
        var before = (await administrator.GetJson("/api/people?limit=100")).ToString();
        var random = new Random(20_261_122);
        var bodies = new BadBodies(new ApiOperations(JsonNode.Parse(ApiDocument.Current.Text)!.AsObject()), random);
        var (faults, limited, sent) = (new List<string>(), 0, 0);
        foreach (var route in Routes(host))
        {
            for (var i = 0; i < EachWay; i++)
            {
                // Later means that whoever was refused too often is heard again.
                host.Clock.Set(host.Clock.GetUtcNow().AddSeconds(10));
                using var stranger = host.Anonymous();
                var (bytes, type, encoding) = bodies.Next(s_schema);
                using var response = await Post(i % 2 == 0 ? stranger : member, route, bytes, type, encoding);
                (limited, sent) = (limited + ((int)response.StatusCode == 429 ? 1 : 0), sent + 1);
                if (await FaultOf(response) is { } fault)
                {
                    faults.Add($"{route}: {System.Text.Encoding.UTF8.GetString(bytes)[..Math.Min(bytes.Length, 200)]}: {fault}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        Assert.True(limited < sent / 2, $"{limited} of {sent} were not looked at.");
        await administrator.SignIn(People.Email("administrator"), People.Password, "varam");
        Assert.Equal(before, (await administrator.GetJson("/api/people?limit=100")).ToString());
        using var again = host.Anonymous();
        await again.SignIn(People.Email("member"), People.Password, "varam");
    }

    private static List<string> Routes(InterlinkHost host) =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/.auth/", StringComparison.Ordinal) is true)
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true)
            .Select(e => e.RoutePattern.RawText!.Replace("{provider}", "local", StringComparison.Ordinal).Replace("{id}", "%E2%80%AEx", StringComparison.Ordinal))
            .Where(route => !route.EndsWith("/logout", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];

    private static Task<HttpResponseMessage> Post(Client client, string path, byte[] bytes, string? type, string? encoding)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return client.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    // What takes no body answers what it always does.
    private static async Task<string?> FaultOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (int)response.StatusCode is >= 200 and < 300 ? null
            : (int)response.StatusCode is < 400 or >= 500 ? $"answered {(int)response.StatusCode}: {text}"
            : response.Content.Headers.ContentType?.MediaType != "application/problem+json" ? $"{(int)response.StatusCode} says nothing: {text}"
            : JsonElement.Parse(text).TryGetProperty("type", out _) ? null : $"{(int)response.StatusCode} has no type: {text}";
    }
}
