using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.Events;
using Interlink.Functions.Tests.OpenApi;
using Interlink.Functions.Webhooks;

namespace Interlink.Functions.Tests.Webhooks;

/// <summary>What the product says of its events, as it was last accepted: a type never changes its form.</summary>
public sealed class EventDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Types => [.. EventCatalogue.All.Select(d => d.Type)];

    private static IReadOnlyList<EventTypeView> Views => EventTypeFunctions.ListEventTypes(null!).Result.Value!.Items;

    [Fact]
    public void The_asynchronous_API_is_the_one_that_was_accepted() => Snapshot.Verify("docs/asyncapi.json", AsyncApiDocument.Text);

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_type_has_its_page(string type) => Snapshot.Verify($"docs/events/{type}.md", Page(Views.Single(v => v.Type == type)));

    [Fact]
    public void A_type_whose_form_is_not_that_of_the_last_release_has_a_higher_version()
    {
        var released = JsonNode.Parse(File.ReadAllText(Path.Combine(Snapshot.Root(), "docs/asyncapi.released.json")))!["components"]!["messages"]!.AsObject();
        Assert.NotEmpty(released);
        Assert.Empty(Views.Where(view => released[view.Type]?["payload"]?["properties"]?["data"] is { } was && FormOf(was) != FormOf(view.Schema) && VersionOf(was) >= view.Version).Select(view => view.Type));

        static int VersionOf(JsonNode schema) => int.Parse(((string)schema["$id"]!).Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("{ \"$id\": \"a:1\", \"description\": \"One.\", \"properties\": { \"description\": { \"type\": \"string\", \"description\": \"Two.\" } } }", true)]
    [InlineData("{ \"$id\": \"a:1\", \"properties\": { \"description\": { \"type\": \"integer\" } } }", false)]
    [InlineData("{ \"$id\": \"a:1\", \"properties\": {} }", false)]
    public void Words_are_no_part_of_a_form(string schema, bool same) =>
        Assert.Equal(same, FormOf(JsonNode.Parse("{ \"properties\": { \"description\": { \"type\": \"string\" } } }")!) == FormOf(JsonNode.Parse(schema)!));

    [Fact]
    public void Every_type_has_a_sentence_and_a_schema_that_its_example_fits() => Assert.All(Views, view =>
    {
        Assert.EndsWith(".", view.Description, StringComparison.Ordinal);
        Assert.Equal(view.Type, (string?)view.Schema["title"]);
        var properties = view.Schema["properties"]!.AsObject().Select(p => p.Key).ToList();
        Assert.Equal(properties, view.Example.EnumerateObject().Select(p => p.Name));
        Assert.Empty((view.Schema["required"] as JsonArray ?? []).Select(r => (string)r!).Except(properties));
    });

    [Fact]
    public void Every_field_of_every_type_says_what_it_means() => Assert.Empty(Views.SelectMany(view =>
        view.Schema["properties"]!.AsObject().Where(field => string.IsNullOrWhiteSpace((string?)field.Value!["description"])).Select(field => $"{view.Type}: {field.Key}")));

    [Fact]
    public void What_ids_stand_for_is_read_by_operations_that_programs_may_call_with_the_scope_that_the_page_names()
    {
        var paths = JsonNode.Parse(File.ReadAllText(Path.Combine(Snapshot.Root(), "docs", "openapi.verified.json")))!["paths"]!;
        var rows = File.ReadAllLines(Path.Combine(Snapshot.Root(), "docs", "events.md")).Where(l => l.Contains("`GET /api/", StringComparison.Ordinal) && l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            var (reads, scopes) = (Quoted(cells[2]), Quoted(cells[3]));
            Assert.Equal(reads.Select(read => (string?)paths[read["GET ".Length..]]?["get"]?["security"]?[1]?["apiKey"]?[0]), scopes);
        });

        static List<string> Quoted(string cell) => [.. cell.Split('`').Where((_, place) => place % 2 == 1)];
    }

    [Fact]
    public void The_question_whether_messages_are_wanted_is_described_beside_the_events()
    {
        var document = JsonNode.Parse(AsyncApiDocument.Text)!;
        var question = document["components"]!["messages"]![WebhookSender.VerificationType]!;
        Assert.Equal(["endpoint", "challenge"], question["payload"]!["properties"]!["data"]!["properties"]!.AsObject().Select(p => p.Key));
        Assert.NotNull(document["channels"]!["endpoint"]!["messages"]![WebhookSender.VerificationType]);
    }

    [Fact]
    public void The_overview_names_every_type_that_is_told()
    {
        var listed = File.ReadAllLines(Path.Combine(Snapshot.Root(), "docs", "events.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Split('`')[1].Contains('.', StringComparison.Ordinal)).Select(l => l.Split('`')[1]).ToHashSet();
        Assert.Equal(listed.Where(t => !EventCatalogue.IsForAuditOnly(t)).Order(StringComparer.Ordinal), EventCatalogue.All.Select(d => d.Type));
    }

    [Fact]
    public void Every_reference_of_a_schema_leads_somewhere() => Assert.All(Views, view =>
    {
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(view.Schema.ToJsonString(), "\"#/\\$defs/(\\w+)\""))
        {
            Assert.NotNull(view.Schema["$defs"]?[match.Groups[1].Value]);
        }
    });

    /// <summary>A schema without what is only said about it.</summary>
    private static string FormOf(JsonNode schema)
    {
        var form = schema.DeepClone();
        Strip(form);
        return form.ToJsonString();

        static void Strip(JsonNode? node)
        {
            if (node is JsonObject part)
            {
                foreach (var word in (string[])["$schema", "$id", "description"])
                {
                    if (part[word] is JsonValue)
                    {
                        part.Remove(word);
                    }
                }
            }

            IEnumerable<JsonNode?> inside = node switch { JsonObject members => members.Select(p => p.Value), JsonArray items => items, _ => [] };
            foreach (var inner in inside)
            {
                Strip(inner);
            }
        }
    }

    private static string Page(EventTypeView view)
    {
        var text = new StringBuilder($"# `{view.Type}`\n\n{view.Description}\n\n");
        text.Append($"Version {view.Version}. {(view.Operational ? "It tells of the sending itself: endpoints get it only when they ask for it by name, and never about themselves." : "Endpoints get it when they ask for it by name, by its beginning, or for all.")}\n\n");
        text.Append("| field | type | meaning |\n|---|---|---|\n");
        var owed = (view.Schema["required"] as JsonArray ?? []).Select(r => (string)r!).ToHashSet();
        foreach (var (name, field) in view.Schema["properties"]!.AsObject())
        {
            text.Append($"| `{name}` | {TypeOf(field!)}{(owed.Contains(name) ? "" : ", may be absent")} | {((string?)field!["description"] ?? "").Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        var data = JsonNode.Parse(view.Example.GetRawText());
        var message = new JsonObject { ["type"] = view.Type, ["timestamp"] = "2026-03-02T09:30:00Z", ["data"] = data };
        text.Append($"\n## Example\n\n```json\n{message.ToJsonString(Indented)}\n```\n\n## Schema of `data`\n\n```json\n{view.Schema.ToJsonString(Indented)}\n```\n");
        return text.ToString();
    }

    private static string TypeOf(JsonNode field) => (string?)field["$ref"] is { } reference ? reference.Split('/')[^1]
        : (string?)field["type"] == "array" ? $"list of {TypeOf(field["items"]!)}"
        : (string?)field["format"] is "date-time" ? "time" : (string?)field["type"] ?? "any";
}
