using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.Functions.OpenApi;
using Interlink.Functions.Webhooks;

namespace Interlink.Functions.Tests.OpenApi;

/// <summary>No change breaks a program that was written for the last release, unless the changelog names it.</summary>
public sealed class ReleasedApiTests
{
    private const string Small = """
        {
          "paths": { "/api/things": { "post": {
            "operationId": "MakeThing", "security": [{ "session": ["member"] }, { "apiKey": ["write_things"] }],
            "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 100 } }],
            "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/MakeThing" } } } },
            "responses": { "201": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } }, "400": {} } } } },
          "components": { "schemas": {
            "MakeThing": { "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
              "name": { "type": "string", "maxLength": 100 }, "kind": { "enum": ["round", "square"], "type": "string" }, "note": { "type": ["string", "null"] } } },
            "Thing": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "kind": { "enum": ["round"], "type": "string" } } } } }
        }
        """;

    private static JsonNode Released(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Snapshot.Root(), path)))!;

    [Fact]
    public void What_breaks_programs_stands_in_the_changelog_and_nothing_else_does()
    {
        var breaking = ApiChanges.Breaking(Released("docs/openapi.released.json"), JsonNode.Parse(ApiDocument.Current.Text)!)
            .Concat(ApiChanges.OfMessages(Released("docs/asyncapi.released.json"), JsonNode.Parse(AsyncApiDocument.Text)!)).ToList();
        var changelog = File.ReadAllText(Path.Combine(Snapshot.Root(), "docs/api-changelog.md"));
        var coming = Regex.Match(changelog, @"## Unreleased\n(?<text>.*?)(?=\n## |\z)", RegexOptions.Singleline).Groups["text"].Value;
        var named = Regex.Matches(coming, @"^- breaking: `(?<line>[^`]+)`", RegexOptions.Multiline).Select(m => m.Groups["line"].Value).ToList();
        Assert.True(breaking.Except(named).ToList() is { Count: 0 }, "These break programs. Do otherwise, or name them below Unreleased in docs/api-changelog.md:\n"
            + string.Join('\n', breaking.Except(named).Select(line => $"- breaking: `{line}`: why, and what programs do instead")));
        Assert.Empty(named.Except(breaking));
    }

    [Theory]
    [InlineData("thing.made", "thing.born", "event thing.made: removed")]
    [InlineData("\"id\": { \"type\": \"string\" }, ", "", "event thing.made.id: removed")]
    [InlineData("\"required\": [\"id\"], ", "", "event thing.made.id: can be absent")]
    [InlineData("\"type\": \"integer\"", "\"type\": \"string\"", "Size.most: type integer became string")]
    [InlineData("\"size\": {", "\"colour\": { \"type\": \"string\" }, \"size\": {", null)]
    public void A_break_of_an_event_is_found_and_named(string was, string becomes, string? line)
    {
        const string Sent = """
            { "components": { "messages": { "thing.made": { "payload": { "properties": { "data": {
              "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "size": { "$ref": "#/$defs/Size" } },
              "$defs": { "Size": { "type": "object", "properties": { "most": { "type": "integer" } } } } } } } } } } }
            """;
        Assert.Contains(was, Sent, StringComparison.Ordinal);
        var found = ApiChanges.OfMessages(JsonNode.Parse(Sent)!, JsonNode.Parse(Sent.Replace(was, becomes, StringComparison.Ordinal))!);
        Assert.Equal(line is null ? [] : [line], found);
    }

    [Theory]
    [InlineData("\"/api/things\"", "\"/api/objects\"", "POST /api/things: removed")]
    [InlineData("MakeThing\", \"security\"", "AddThing\", \"security\"", "POST /api/things: operationId changed")]
    [InlineData(", { \"apiKey\": [\"write_things\"] }", "", "POST /api/things: closed to apiKey write_things")]
    [InlineData("\"in\": \"query\",", "\"in\": \"query\", \"required\": true,", "POST /api/things: query limit required")]
    [InlineData("\"maximum\": 100", "\"maximum\": 50", "POST /api/things: query limit: maximum narrower")]
    [InlineData("\"name\": \"limit\"", "\"name\": \"most\"", "POST /api/things: query limit removed")]
    [InlineData("\"required\": [\"name\"]", "\"required\": [\"name\", \"kind\"]", "MakeThing.kind: required")]
    [InlineData("\"maxLength\": 100", "\"maxLength\": 99", "MakeThing.name: maxLength narrower")]
    [InlineData("\"maxLength\": 100", "\"maxLength\": 100, \"pattern\": \"^a\"", "MakeThing.name: pattern changed")]
    [InlineData("[\"round\", \"square\"]", "[\"round\"]", "MakeThing.kind: word square removed")]
    [InlineData("[\"string\", \"null\"]", "\"string\"", "MakeThing.note: type string|null became string")]
    [InlineData(", \"note\": { \"type\": [\"string\", \"null\"] }", "", "MakeThing.note: removed")]
    [InlineData("\"201\"", "\"202\"", "POST /api/things: answer 201 removed")]
    [InlineData("\"required\": [\"id\"], ", "", "Thing.id: can be absent")]
    [InlineData("\"id\": { \"type\": \"string\" }", "\"id\": { \"type\": \"integer\" }", "Thing.id: type string became integer")]
    [InlineData("\"id\": { \"type\": \"string\" }, ", "", "Thing.id: removed")]
    public void A_break_is_found_and_named(string was, string becomes, string line)
    {
        Assert.Contains(was, Small, StringComparison.Ordinal);
        Assert.Equal([line], ApiChanges.Breaking(JsonNode.Parse(Small)!, JsonNode.Parse(Small.Replace(was, becomes, StringComparison.Ordinal))!));
    }

    [Theory]
    [InlineData("\"maxLength\": 100", "\"maxLength\": 200")]
    [InlineData("[\"round\", \"square\"]", "[\"round\", \"square\", \"oval\"]")]
    [InlineData("\"enum\": [\"round\"]", "\"enum\": [\"round\", \"oval\"]")]
    [InlineData("\"id\": { \"type\": \"string\" }, ", "\"id\": { \"type\": \"string\" }, \"size\": { \"type\": \"integer\" }, ")]
    [InlineData("\"note\":", "\"hint\": { \"type\": \"string\" }, \"note\":")]
    [InlineData("[{ \"session\": [\"member\"] }, ", "[{ \"session\": [\"member\"] }, { \"token\": [\"write_things\"] }, ")]
    [InlineData("[\"write_things\"]", "[]")]
    public void Growing_breaks_nothing(string was, string becomes)
    {
        Assert.Contains(was, Small, StringComparison.Ordinal);
        Assert.Empty(ApiChanges.Breaking(JsonNode.Parse(Small)!, JsonNode.Parse(Small.Replace(was, becomes, StringComparison.Ordinal))!));
    }
}
