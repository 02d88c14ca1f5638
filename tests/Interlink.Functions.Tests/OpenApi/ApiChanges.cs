using System.Text.Json.Nodes;

namespace Interlink.Functions.Tests.OpenApi;

/// <summary>What of a change of the API breaks programs that were written for the released one. Knows the words of OpenAPI that our document uses. Growing is no break: further operations,
/// optional input, members and words of answers.</summary>
internal sealed class ApiChanges
{
    private readonly JsonNode _released;
    private readonly JsonNode _current;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, bool)> _compared = [];

    private ApiChanges(JsonNode released, JsonNode current) => (_released, _current) = (released, current);

    /// <summary>The breaks, one line each, in order; a line is what the changelog must name.</summary>
    public static IReadOnlyList<string> Breaking(JsonNode released, JsonNode current)
    {
        var changes = new ApiChanges(released, current);
        changes.Paths();
        return [.. changes._found];
    }

    /// <summary>The same for what is sent to partners, told by AsyncAPI documents: receivers read it as answers are read.</summary>
    public static IReadOnlyList<string> OfMessages(JsonNode released, JsonNode current)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (type, was) in released["components"]!["messages"]!.AsObject())
        {
            if (current["components"]!["messages"]![type] is not { } now)
            {
                found.Add($"event {type}: removed");
                continue;
            }

            // The schema of the data is whole in itself, with definitions of its own.
            var (before, after) = (was!["payload"]!["properties"]!["data"]!, now["payload"]!["properties"]!["data"]!);
            var changes = new ApiChanges(before, after);
            changes.Schema($"event {type}", before, after, input: false);
            found.UnionWith(changes._found);
        }

        return [.. found];
    }

    private void Paths()
    {
        foreach (var (path, verbs) in _released["paths"]!.AsObject())
        {
            foreach (var (verb, was) in verbs!.AsObject())
            {
                var at = $"{verb.ToUpperInvariant()} {path}";
                if (_current["paths"]![path]?[verb] is { } now)
                {
                    Operation(at, was!, now);
                }
                else
                {
                    _found.Add($"{at}: removed");
                }
            }
        }
    }

    private void Operation(string at, JsonNode was, JsonNode now)
    {
        Add((string?)was["operationId"] != (string?)now["operationId"], $"{at}: operationId changed");
        Security(at, was["security"]!.AsArray(), now["security"]!.AsArray());
        Parameters(at, was, now);
        if (now["requestBody"] is { } body)
        {
            Add(was["requestBody"] is null && (bool?)body["required"] is true, $"{at}: body required");
            Contents($"{at}: body", was["requestBody"]?["content"], body["content"], input: true);
        }
        else
        {
            Add(was["requestBody"] is not null, $"{at}: body removed");
        }

        foreach (var (status, response) in was["responses"]!.AsObject().Where(r => r.Key.StartsWith('2')))
        {
            Add(now["responses"]![status] is null, $"{at}: answer {status} removed");
            if (now["responses"]![status] is { } answer)
            {
                Contents($"{at}: answer {status}", Resolved(_released, response!)["content"], Resolved(_current, answer)["content"], input: false);
            }
        }
    }

    private void Security(string at, JsonArray was, JsonArray now)
    {
        Add(was.Count == 0 && now.Count > 0, $"{at}: not open to anybody any more");
        var ways = now.Select(way => way!.ToJsonString()).ToHashSet();
        foreach (var way in now.Count == 0 ? [] : was.Select(w => w!.AsObject().Single()))
        {
            // Any scope will do where none is named.
            var named = (string?)way.Value!.AsArray().FirstOrDefault();
            Add(!ways.Contains(new JsonObject { [way.Key] = way.Value.DeepClone() }.ToJsonString()) && !ways.Contains(new JsonObject { [way.Key] = new JsonArray() }.ToJsonString()),
                $"{at}: closed to {way.Key}{(named is null ? "" : $" {named}")}");
        }
    }

    private void Parameters(string at, JsonNode was, JsonNode now)
    {
        var (before, after) = (ParametersOf(_released, was), ParametersOf(_current, now));
        foreach (var (name, parameter) in before)
        {
            Add(!after.ContainsKey(name), $"{at}: {name} removed");
            if (after.TryGetValue(name, out var same))
            {
                Add(!IsRequired(parameter) && IsRequired(same), $"{at}: {name} required");
                Schema($"{at}: {name}", parameter["schema"]!, same["schema"]!, input: true);
            }
        }

        foreach (var (name, parameter) in after.Where(p => !before.ContainsKey(p.Key)))
        {
            Add(IsRequired(parameter), $"{at}: {name} required");
        }
    }

    private void Contents(string at, JsonNode? was, JsonNode? now, bool input)
    {
        foreach (var (type, content) in was as JsonObject ?? [])
        {
            Add(now?[type] is null, $"{at} {type} removed");
            if (now?[type] is { } same)
            {
                Schema(at, content!["schema"]!, same["schema"]!, input);
            }
        }
    }

    private void Schema(string at, JsonNode was, JsonNode now, bool input)
    {
        var (a, b) = ((string?)was["$ref"], (string?)now["$ref"]);
        if (a is not null && b is not null)
        {
            if (_compared.Add((a, b, input)))
            {
                Schema(a.Split('/')[^1], Resolved(_released, was), Resolved(_current, now), input);
            }

            return;
        }

        (was, now) = (Resolved(_released, was), Resolved(_current, now));
        if (was["anyOf"] is JsonArray first && now["anyOf"] is JsonArray second && first.Count == second.Count)
        {
            foreach (var (one, other) in first.Zip(second))
            {
                Schema(at, one!, other!, input);
            }

            return;
        }

        Types(at, was, now, input);
        Words(at, was, now, input);
        Bounds(at, was, now, input);
        Members(at, was, now, input);
        if (was["items"] is { } items && now["items"] is { } further)
        {
            Schema($"{at}[]", items, further, input);
        }

        if (was["additionalProperties"] is JsonObject values && now["additionalProperties"] is JsonObject others)
        {
            Schema($"{at}{{}}", values, others, input);
        }
    }

    private void Types(string at, JsonNode was, JsonNode now, bool input)
    {
        var (before, after) = (TypesOf(was), TypesOf(now));
        var missing = input ? before.Except(after) : after.Except(before);
        Add(before.Count > 0 && after.Count > 0 && missing.Any(), $"{at}: type {string.Join('|', before)} became {string.Join('|', after)}");
        Add(before.Count == 0 && after.Count > 0 && input, $"{at}: type became {string.Join('|', after)}");
        Add((string?)was["format"] != (string?)now["format"], $"{at}: format changed");
    }

    private void Words(string at, JsonNode was, JsonNode now, bool input)
    {
        if (!input || now["enum"] is not JsonArray after)
        {
            return;
        }

        Add(was["enum"] is null, $"{at}: only some words allowed");
        foreach (var word in (was["enum"] as JsonArray ?? []).Select(w => (string?)w).Except(after.Select(w => (string?)w)))
        {
            _found.Add($"{at}: word {word} removed");
        }
    }

    private void Bounds(string at, JsonNode was, JsonNode now, bool input)
    {
        if (!input)
        {
            return;
        }

        foreach (var (bound, narrower) in new (string, Func<double, double, bool>)[]
        {
            ("maxLength", Below), ("maxItems", Below), ("maximum", Below), ("minLength", Above), ("minItems", Above), ("minimum", Above),
        })
        {
            var (before, after) = ((double?)was[bound]?.AsValue(), (double?)now[bound]?.AsValue());
            Add(after is { } limit && (before is not { } old || narrower(limit, old)), $"{at}: {bound} narrower");
        }

        Add(now["pattern"] is not null && (string?)was["pattern"] != (string?)now["pattern"], $"{at}: pattern changed");
        Add(now["additionalProperties"]?.GetValueKind() is System.Text.Json.JsonValueKind.False && was["additionalProperties"]?.GetValueKind() is not System.Text.Json.JsonValueKind.False,
            $"{at}: further members refused");

        static bool Below(double now, double was) => now < was;
        static bool Above(double now, double was) => now > was;
    }

    private void Members(string at, JsonNode was, JsonNode now, bool input)
    {
        var (before, after) = (was["properties"] as JsonObject ?? [], now["properties"] as JsonObject ?? []);
        var (owed, owes) = (RequiredOf(was), RequiredOf(now));
        foreach (var (name, member) in before)
        {
            Add(!after.ContainsKey(name), $"{at}.{name}: removed");
            if (after[name] is { } same)
            {
                Add(!input && owed.Contains(name) && !owes.Contains(name), $"{at}.{name}: can be absent");
                Schema($"{at}.{name}", member!, same, input);
            }
        }

        foreach (var name in input ? owes.Except(owed) : [])
        {
            _found.Add($"{at}.{name}: required");
        }
    }

    private void Add(bool broken, string line)
    {
        if (broken)
        {
            _found.Add(line);
        }
    }

    private static Dictionary<string, JsonNode> ParametersOf(JsonNode root, JsonNode operation) =>
        (operation["parameters"] as JsonArray ?? []).Select(p => Resolved(root, p!)).ToDictionary(p => $"{(string?)p["in"]} {(string?)p["name"]}");

    private static bool IsRequired(JsonNode parameter) => (bool?)parameter["required"] is true;

    private static HashSet<string> RequiredOf(JsonNode schema) => [.. (schema["required"] as JsonArray ?? []).Select(r => (string)r!)];

    private static HashSet<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        null => [],
        JsonArray types => [.. types.Select(t => (string)t!)],
        var one => [(string)one!],
    };

    private static JsonNode Resolved(JsonNode root, JsonNode node) =>
        (string?)node["$ref"] is { } reference ? reference.Split('/').Skip(1).Aggregate(root, (at, step) => at[step]!) : node;
}
