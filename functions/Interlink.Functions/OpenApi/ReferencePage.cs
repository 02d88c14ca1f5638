using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Interlink.Functions.Edge;

namespace Interlink.Functions.OpenApi;

/// <summary>The API's description as one page of HTML: no script, nothing from elsewhere, every operation and schema with an address of its own.</summary>
public sealed class ReferencePage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1a1f24;--ground:#fcfcfb;--line:#c9cfd4;--act:#0b5563;--soft:#eef2f3}
        @media (prefers-color-scheme:dark){:root{--ink:#e9edf0;--ground:#14181b;--line:#3c454c;--act:#7fd0de;--soft:#1e2529}}
        *{box-sizing:border-box}body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
        a{color:var(--act)}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--act);outline-offset:2px}
        .skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem}
        .page{display:grid;grid-template-columns:minmax(14rem,20rem) minmax(0,1fr);gap:2rem;max-width:84rem;margin:0 auto;padding:1rem}
        nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:.5rem 0}nav ul{list-style:none;margin:0 0 1rem;padding:0}
        nav li a{display:block;padding:.25rem 0;overflow-wrap:anywhere}nav h2{font-size:1rem;margin:.5rem 0 0}
        main{min-width:0}section{margin:0 0 3rem}article{border-top:1px solid var(--line)}summary{padding:.6rem 0;cursor:pointer;overflow-wrap:anywhere}h3{display:inline;margin:0}
        code{font:0.9em ui-monospace,monospace;overflow-wrap:anywhere}.verb{font-weight:700;text-transform:uppercase}
        .wide{overflow-x:auto}pre{margin:.25rem 0 1rem;padding:.75rem;background:var(--soft)}pre code{overflow-wrap:normal}tbody td:last-child{min-width:14rem}td a{display:inline-block;padding:.1rem .4rem .1rem 0}table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}caption{text-align:left;font-weight:600;padding:.25rem 0}
        th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}thead th{background:var(--soft)}
        @media (max-width:52rem){.page{display:block}nav{position:static;max-height:none}}
        """;

    private static readonly string[] Told = ["format", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern", "default"];

    private readonly StringBuilder _html = new();
    private readonly JsonObject _root;

    private ReferencePage(JsonObject root)
    {
        _root = root;
        Write();
        Html = _html.ToString();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
        ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /// <summary>The page of the product's functions.</summary>
    public static ReferencePage Current { get; } = new(ApiDocument.Current.Root);

    /// <summary>The page.</summary>
    public string Html { get; }

    /// <summary>The policy it is sent with: its one style sheet and nothing else.</summary>
    public string ContentSecurityPolicy { get; }

    private void Write()
    {
        var operations = _root["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(o => new Operation(path.Key, o.Key, o.Value!.AsObject())))
            .GroupBy(o => (string)o.Body["tags"]![0]!).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        _html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append("<title>Interlink API reference</title><style>").Append(Style).Append("</style></head><body>\n<a class=\"skip\" href=\"#main\">Skip to the reference</a>\n<div class=\"page\">");
        Contents(operations);
        _html.Append("<main id=\"main\"><h1>Interlink API reference</h1>\n<p>").Append(Text((string?)_root["info"]!["description"]))
            .Append("</p>\n<p><a href=\"openapi.json\">The same as OpenAPI 3.1</a></p>\n");
        foreach (var tag in operations)
        {
            Add($"<section id=\"tag-{Text(tag.Key)}\"><h2>{Text(tag.Key)}</h2>\n");
            foreach (var operation in tag)
            {
                Article(operation);
            }

            _html.Append("</section>\n");
        }

        Problems();
        Schemas();
        _html.Append("</main></div></body></html>\n");
    }

    private void Contents(List<IGrouping<string, Operation>> tags)
    {
        _html.Append("<nav aria-label=\"Contents\">\n");
        foreach (var tag in tags)
        {
            Add($"<h2><a href=\"#tag-{Text(tag.Key)}\">{Text(tag.Key)}</a></h2><ul>\n");
            foreach (var operation in tag)
            {
                Add($"<li><a href=\"#{Text(operation.Id)}\">{Text(operation.Id)}</a></li>\n");
            }

            _html.Append("</ul>\n");
        }

        _html.Append("<h2><a href=\"#problems\">Problems</a></h2><h2><a href=\"#schemas\">Schemas</a></h2></nav>\n");
    }

    private void Article(Operation operation)
    {
        Open(operation.Id, operation.Id, $"<code><span class=\"verb\">{Text(operation.Verb)}</span> {Text(operation.Path)}</code>");
        Add($"<p>{Text((string?)operation.Body["summary"])}</p>\n<p>For: {Text(For(operation.Body["security"]!.AsArray()))}.</p>\n");
        if (operation.Body["parameters"] is JsonArray parameters)
        {
            Table("Parameters", ["Name", "In", "Type", "Meaning"], parameters.Select(p => Resolved(p!)).Select(p => new[]
            {
                Name((string)p["name"]!, (bool?)p["required"] ?? false), Text((string)p["in"]!), Type(p["schema"]), Text((string?)p["description"]),
            }));
        }

        if (operation.Body["requestBody"]?["content"] is JsonObject body)
        {
            Add($"<p>Body: {string.Join(", ", body.Select(c => $"<code>{Text(c.Key)}</code> {Type(c.Value!["schema"])}"))}</p>\n");
            Example($"Example of the body of {operation.Id}", body);
        }

        var answers = operation.Body["responses"]!.AsObject().Select(r => (r.Key, Value: Resolved(r.Value!))).ToLookup(r => r.Key.StartsWith('2'));
        foreach (var (status, answer) in answers[true])
        {
            var content = answer["content"] as JsonObject ?? [];
            Add($"<p>Answer: {Text(status)}. {Text((string?)answer["description"])} {string.Join(", ", content.Select(c => $"<code>{Text(c.Key)}</code> {Type(c.Value!["schema"])}"))}</p>\n");
            Example($"Example of the answer of {operation.Id}", content);
        }

        Table("Refusals", ["Status", "Meaning", "Types"], answers[false].Select(r => new[]
        {
            Text(r.Key), Text((string?)r.Value["description"]), string.Join(" ", r.Value["content"]![Problem.MediaType]!["examples"]!.AsObject().Select(e => ProblemLink(e.Key))),
        }));
        Close();
    }

    private void Example(string title, JsonObject content)
    {
        foreach (var example in content.Select(c => c.Value!["example"]).OfType<JsonNode>())
        {
            Add($"<details><summary>{Text(title)}</summary>{Code(example, title)}</details>\n");
        }
    }

    private void Problems()
    {
        Add($"<section id=\"problems\"><h2>Problems</h2>\n<p>Refusals are <code>{Problem.MediaType}</code>, always a {Type(_root["components"]!["responses"]!["Unexpected"]!["content"]![Problem.MediaType]!["schema"])}. Compare the type.</p>\n");
        foreach (var (type, example) in _root["components"]!["examples"]!.AsObject())
        {
            Open($"problem-{type}", type, $"<code>{Text(example!["value"]!["status"]!.ToJsonString())}</code>");
            Add($"<p>{Text((string?)example["summary"])}</p>\n{Code(example["value"]!, type)}\n");
            Close();
        }

        _html.Append("</section>\n");
    }

    private static string ProblemLink(string type) => $"<a href=\"#problem-{Text(type)}\">{Text(type)}</a>";

    private static string Code(JsonNode json, string title) =>
        $"<pre class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{Text(title)}\"><code>{Text(json.ToJsonString(ApiDocument.Written))}</code></pre>";

    private static string For(JsonArray ways)
    {
        var words = ways.SelectMany(way => way!.AsObject()).Select(way => (way.Key, Scope: (string?)way.Value!.AsArray().FirstOrDefault())).ToList();
        var people = words.Where(w => w.Key == ApiSecurity.Session).Select(w => $"scope {w.Scope}").FirstOrDefault();
        var applications = words.Where(w => w.Key == ApiSecurity.Key).Select(w => w.Scope ?? "any scope").ToList();
        return people is null ? "anybody" : applications.Count == 0 ? people : $"{people}; applications with {string.Join(" or ", applications)}";
    }

    private void Schemas()
    {
        _html.Append("<section id=\"schemas\"><h2>Schemas</h2>\n");
        foreach (var (name, schema) in _root["components"]!["schemas"]!.AsObject())
        {
            Open($"schema-{name}", name, "");
            Add($"<p>{Text((string?)schema!["description"])}</p>\n");
            var required = (schema["required"] as JsonArray ?? []).Select(r => (string)r!).ToHashSet(StringComparer.Ordinal);
            if (schema["properties"] is JsonObject { Count: > 0 } members)
            {
                Table($"Members of {name}", ["Name", "Type", "Meaning"], members.Select(m => new[]
                {
                    Name(m.Key, required.Contains(m.Key)), Type(m.Value), Text((string?)m.Value!["description"]),
                }));
            }
            else if (schema["enum"] is JsonArray words)
            {
                Add($"<p>One of {string.Join(", ", words.Select(w => $"<code>{Text((string?)w)}</code>"))}.</p>\n");
            }

            Close();
        }

        _html.Append("</section>\n");
    }

    // Folded, so that the page stays short enough to look over; a browser unfolds what an address or a search in the page leads into.
    private void Open(string id, string name, string note) =>
        Add($"<article><details><summary><h3>{Text(name)}</h3> {note}</summary><div id=\"{Text(id)}\">\n");

    private void Close() => _html.Append("</div></details></article>\n");

    private void Table(string caption, string[] heads, IEnumerable<string[]> rows)
    {
        Add($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{Text(caption)}\"><table><caption>{Text(caption)}</caption><thead><tr>")
            .AppendJoin("", heads.Select(h => $"<th scope=\"col\">{Text(h)}</th>")).Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            Add($"<tr><th scope=\"row\">{row[0]}</th>").AppendJoin("", row.Skip(1).Select(cell => $"<td>{cell}</td>")).Append("</tr>\n");
        }

        _html.Append("</tbody></table></div>\n");
    }

    private StringBuilder Add(string html) => _html.Append(html);

    private JsonNode Resolved(JsonNode node)
    {
        if ((string?)node["$ref"] is not { } reference)
        {
            return node;
        }

        return reference.Split('/').Skip(1).Aggregate((JsonNode)_root, (at, step) => at[step]!);
    }

    private static string Name(string name, bool required) => $"<code>{Text(name)}</code>{(required ? " (required)" : "")}";

    private static string Type(JsonNode? schema) => schema switch
    {
        null => "",
        _ when (string?)schema["$ref"] is { } reference => $"<a href=\"#schema-{Text(reference.Split('/')[^1])}\">{Text(reference.Split('/')[^1])}</a>",
        _ when schema["items"] is { } items => $"list of {Type(items)}{Bounds(schema)}",
        _ when schema["anyOf"] is JsonArray any => string.Join(" or ", any.Select(Type)),
        _ when schema["additionalProperties"] is JsonObject values => $"map of {Type(values)}",
        _ when schema["type"] is JsonArray types => Text(string.Join(" or ", types.Select(t => (string)t!))) + Bounds(schema),
        _ => Text((string?)schema["type"] ?? "any") + Bounds(schema),
    };

    private static string Bounds(JsonNode schema)
    {
        var bounds = Told
            .Where(b => schema[b] is not null).Select(b => $"{b} {schema[b]!.ToJsonString().Trim('"')}").ToList();
        return bounds.Count == 0 ? "" : $" ({Text(string.Join(", ", bounds))})";
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    private sealed record Operation(string Path, string Verb, JsonObject Body)
    {
        public string Id => (string)Body["operationId"]!;
    }
}
