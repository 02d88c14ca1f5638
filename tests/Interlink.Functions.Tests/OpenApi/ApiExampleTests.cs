using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.OpenApi;
using Interlink.Functions.Tests.Authorisation;

namespace Interlink.Functions.Tests.OpenApi;

/// <summary>Examples are true: what they send is accepted, and what they are answered has the form that is promised.</summary>
public sealed class ApiExampleTests
{
    private static readonly JsonObject Root = JsonNode.Parse(ApiDocument.Current.Text)!.AsObject();

    /// <summary>What stands in the way of the examples that are not accepted with 2xx: the state of the small tenant they are sent to, never their form.</summary>
    private static readonly Dictionary<string, string> InTheWay = new()
    {
        ["EditApiApplication"] = "409 api-client-taken",
        ["RotateApiKey"] = "404 api-key-not-found",
        ["StartImport"] = "409 upload-incomplete",
        ["AcceptInvitation"] = "401 not-signed-in",
        ["GiveConsents"] = "409 legal-text-changed",
        ["CancelOperation"] = "409 operation-ended",
        ["RetryOperation"] = "409 not-retryable",
        ["ResetSecondFactor"] = "409 no-second-factor",
        ["EditAsset"] = "409 asset-is-internal",
        ["AddAssetVersion"] = "409 upload-incomplete",
        ["GrantPermission"] = "404 item-not-found",
        ["ChangePermission"] = "412 stale-revision",
        ["ApplySchema"] = "409 tree-exists",
        ["LinkSignIn"] = "401 not-signed-in",
        ["ApplyToTeam"] = "409 already-in-team",
        ["RejectApplication"] = "409 application-decided",
        ["SetMemberRole"] = "409 last-team-administrator",
        ["RecoverWebhookMessages"] = "409 endpoint-state",
        ["ReplayWebhookMessages"] = "409 endpoint-state",
        ["TestWebhookEndpoint"] = "409 endpoint-state",
        ["TestPartnerEndpoint"] = "404 partner-link-unknown",
        ["ConfirmTenantDeletion"] = "404 tenant-not-found",
        ["EraseSomebody"] = "404 person-not-found",
        ["EraseMe"] = "409 only-administrator",
    };

    /// <summary>What changes what others may do comes last.</summary>
    private static readonly string[] Last = ["EraseSomebody", "PublishLegalText", "EraseMe", "HandOverTenant", "SuspendTenant"];

    private static IEnumerable<(string Path, string Verb, JsonObject Body)> Operations =>
        Root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => (path.Key, o.Key, o.Value!.AsObject())));

    [Fact]
    public void Every_JSON_body_and_answer_has_an_example_of_its_form()
    {
        var faults = new List<string>();
        foreach (var (_, _, operation) in Operations)
        {
            foreach (var (part, media) in operation["responses"]!.AsObject().Where(r => r.Key.StartsWith('2')).Select(r => ($"answer {r.Key}", r.Value))
                .Append(("body", operation["requestBody"])).Select(p => (p.Item1, p.Item2?["content"]?["application/json"]?.AsObject())))
            {
                if (media?["schema"] is JsonObject { Count: > 0 } schema)
                {
                    faults.AddRange(SchemaCheck.Faults(Root, schema, media["example"], "").Select(fault => $"{operation["operationId"]}, {part}: {fault}"));
                }
            }
        }

        Assert.True(faults.Count == 0, "These examples are not of the form that the API's description promises; state a better one at the member or above the record with [Example]:\n" + string.Join('\n', faults));
    }

    [Fact]
    public void Every_problem_has_an_example_of_its_form() => Assert.All(Root["components"]!["examples"]!.AsObject(), example =>
    {
        Assert.Empty(SchemaCheck.Faults(Root, Root["components"]!["schemas"]!["Problem"]!.AsObject(), example.Value!["value"], ""));
        Assert.Equal($"/problems/{example.Key}", (string?)example.Value!["value"]!["type"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)example.Value!["summary"]));
    });

    [Fact]
    public async Task Every_example_of_a_body_is_accepted_but_for_the_state_of_what_it_is_sent_to()
    {
        await using var world = new World();
        await world.Ready();
        var faults = new List<string>();
        foreach (var (path, verb, operation) in Operations.Where(o => Example(o.Body["requestBody"]) is not null).OrderBy(o => Array.IndexOf(Last, (string)o.Body["operationId"]!)))
        {
            var name = (string)operation["operationId"]!;
            using var response = await Sent(world, name, Example(operation["requestBody"])!);
            var text = await response.Content.ReadAsStringAsync();
            var got = response.IsSuccessStatusCode ? "accepted" : $"{(int)response.StatusCode} {JsonElement.Parse(text).GetProperty("type").GetString()!.Split('/')[^1]}";
            var expected = InTheWay.GetValueOrDefault(name, "accepted");
            if (got != expected)
            {
                faults.Add($"{name} ({verb.ToUpperInvariant()} {path}): {got}, not {expected}.\n  {Example(operation["requestBody"])!.ToJsonString()}\n  {text}");
            }
        }

        Assert.True(faults.Count == 0, "These examples of bodies are not answered as they should be. State a better one at the member or above the record with [Example], or say in InTheWay which "
            + "state (never form) refuses it:\n" + string.Join('\n', faults));
    }

    [Fact]
    public void Nothing_in_the_way_is_about_form() =>
        Assert.DoesNotContain(InTheWay.Values, refusal => refusal.Split(' ')[0] is not ("401" or "403" or "404" or "409" or "412"));

    [Fact]
    public void Every_example_of_a_body_is_read_without_fault()
    {
        var read = typeof(InputReader).GetMethod(nameof(InputReader.Json))!;
        foreach (var operation in ApiOperation.In(typeof(Composition).Assembly).Where(o => o.Body is not null))
        {
            var example = Encoding.UTF8.GetBytes(ExampleWriter.Of(operation.Body!, input: true)!.ToJsonString());
            dynamic outcome = read.MakeGenericMethod(operation.Body!).Invoke(null, [new ReadOnlyMemory<byte>(example)])!;
            Assert.True((bool)outcome.Succeeded, $"{operation.Name} does not read its example: {Encoding.UTF8.GetString(example)}");
        }
    }

    private static JsonNode? Example(JsonNode? part) => part?["content"]?["application/json"]?["example"];

    // As the matrix does, but with the revision of the moment and the example as the body.
    private static async Task<HttpResponseMessage> Sent(World world, string name, JsonNode example)
    {
        var row = World.Slices.SelectMany(s => s.Rows).First(r => r.Function == name);
        Role[] able = [Role.Administrator, Role.ProcessAdministrator, Role.Operator];
        var role = able.OrderBy(r => row.Cells[(int)r] switch { "yes" => 0, "401" or "403" or "no" => 2, _ => 1 }).First();
        var ids = new Dictionary<string, string>(world.Ids, StringComparer.Ordinal);
        foreach (var (key, id) in row.Before is null ? [] : await row.Before(world, role))
        {
            ids[key] = id;
        }

        using var request = row.Message(ids);
        request.Content = new StringContent(Here(example, row, ids).ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (request.Headers.Remove("If-Match"))
        {
            request.Headers.TryAddWithoutValidation("If-Match", await RevisionOf(world, role, request.RequestUri!.ToString()));
        }

        return await world.As(role).Send(request);
    }

    // Ids, and the tenant's that is typed once more, are those of the row of the matrix; the password is the caller's, and what is counted from today is of yesterday: an example cannot know these.
    private static JsonObject Here(JsonNode example, Row row, IReadOnlyDictionary<string, string> ids)
    {
        var body = example.DeepClone().AsObject();
        var known = row.Body is null ? [] : JsonNode.Parse(World.Filled(JsonSerializer.Serialize(row.Body, Json.Options), ids))!.AsObject();
        foreach (var name in body.Where(member => member.Value is JsonValue text && text.TryGetValue<string>(out var value) && (Ulids.IsId(value) || (row.Function, member.Key) == ("ConfirmTenantDeletion", "confirmation")) && known.ContainsKey(member.Key)).Select(member => member.Key).ToList())
        {
            body[name] = known[name]!.DeepClone();
        }

        foreach (var (name, here) in new (string, string)[] { ("password", People.Password), ("since", TimeProvider.System.GetUtcNow().AddDays(-1).ToString("O")) })
        {
            if (body.ContainsKey(name))
            {
                body[name] = here;
            }
        }

        return body;
    }

    private static async Task<string> RevisionOf(World world, Role role, string path)
    {
        using var read = await world.As(role).Get(path);
        var above = path[..path.LastIndexOf('/')];
        return read.Headers.ETag?.Tag ?? (above.Length > 0 ? await RevisionOf(world, role, above) : "\"0\"");
    }
}
