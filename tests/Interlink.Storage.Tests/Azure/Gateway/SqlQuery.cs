using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>
/// Evaluates a query over items, by the syntax tree that the client's own parser makes of it. Knows what the product's queries need; anything
/// else fails the test that asks for it.
/// </summary>
internal sealed class SqlQuery
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo Parser =
        typeof(CosmosClient).Assembly.GetType("Microsoft.Azure.Cosmos.Query.Core.Parser.SqlQueryParser", throwOnError: true)!.GetMethod("Parse", Any)!;

    private readonly object _query;
    private readonly JsonObject _parameters;
    private readonly string _root;

    public SqlQuery(string text, JsonObject parameters)
    {
        _query = Parser.Invoke(null, [text])!;
        _parameters = parameters;
        _root = Text(Get(Get(Get(Get(_query, "FromClause"), "Expression"), "Collection"), "Input"));
    }

    /// <summary>The answer: what is selected of the items that match, in order.</summary>
    public List<JsonNode?> Run(IEnumerable<JsonObject> items)
    {
        var found = items.Where(i => Maybe(_query, "WhereClause") is not { } where || IsTrue(Value(Get(where, "FilterExpression"), i)));
        var select = Get(_query, "SelectClause");
        if (Aggregate(Get(select, "SelectSpec")) is { } expression)
        {
            return [Fold(expression, [.. found])];
        }

        var ordered = Maybe(_query, "OrderByClause") is { } order ? Sorted(found, [.. (IEnumerable<object>)Get(order, "OrderByItems")]) : found;
        var limit = Maybe(select, "TopSpec") is { } top ? Value(Get(top, "TopExpresion"), [])!.GetValue<int>() : int.MaxValue;
        return [.. ordered.Take(limit).Select(i => Project(Get(select, "SelectSpec"), i))];
    }

    private IOrderedEnumerable<JsonObject> Sorted(IEnumerable<JsonObject> items, List<object> by) => items.Order(Comparer<JsonObject>.Create((left, right) =>
        by.Select(b => Compare(Value(Get(b, "Expression"), left), Value(Get(b, "Expression"), right)) * ((bool)Get(b, "IsDescending") ? -1 : 1))
            .FirstOrDefault(c => c != 0)));

    private JsonNode? Project(object spec, JsonObject item)
    {
        switch (spec.GetType().Name)
        {
            case "SqlSelectStarSpec":
                return item.DeepClone();
            case "SqlSelectValueSpec":
                return Value(Get(spec, "Expression"), item)?.DeepClone();
            default:
                var selected = new JsonObject();
                foreach (var part in (IEnumerable)Get(spec, "Items"))
                {
                    var expression = Get(part, "Expression");
                    var name = Maybe(part, "Alias") is { } alias ? Text(alias) : Text(Get(expression, "Identifier"));
                    if (Value(expression, item) is { } value)
                    {
                        selected[name] = value.DeepClone();
                    }
                }

                return selected;
        }
    }

    /// <summary>What is selected when it is a count, or a count wrapped up by the client.</summary>
    private static object? Aggregate(object spec) =>
        spec.GetType().Name == "SqlSelectValueSpec" && Get(spec, "Expression") is var expression && HasCount(expression) ? expression : null;

    private static bool HasCount(object node) => node.GetType().Name switch
    {
        "SqlFunctionCallScalarExpression" => Text(Get(node, "Name")) == "COUNT",
        "SqlArrayCreateScalarExpression" => ((IEnumerable<object>)Get(node, "Items")).Any(HasCount),
        "SqlObjectCreateScalarExpression" => ((IEnumerable<object>)Get(node, "Properties")).Any(p => HasCount(Get(p, "Value"))),
        _ => false,
    };

    private static JsonNode? Fold(object node, List<JsonObject> items) => node.GetType().Name switch
    {
        "SqlFunctionCallScalarExpression" => JsonValue.Create(items.Count),
        "SqlArrayCreateScalarExpression" => new JsonArray([.. ((IEnumerable<object>)Get(node, "Items")).Select(i => Fold(i, items))]),
        _ => new JsonObject(((IEnumerable<object>)Get(node, "Properties")).Select(p => KeyValuePair.Create(Text(Get(p, "Name")), Fold(Get(p, "Value"), items)))),
    };

    /// <summary>The value of an expression for an item; null when it is undefined.</summary>
    private JsonNode? Value(object node, JsonObject item)
    {
        switch (node.GetType().Name)
        {
            case "SqlPropertyRefScalarExpression":
                return Maybe(node, "Member") is { } of ? Member(Value(of, item), Text(Get(node, "Identifier"))) : Root(Text(Get(node, "Identifier")), item);
            case "SqlMemberIndexerScalarExpression":
                return Member(Value(Get(node, "Member"), item), Value(Get(node, "Indexer"), item)!.GetValue<string>());
            case "SqlParameterRefScalarExpression":
                return _parameters[Text(Get(node, "Parameter"), "Name")];
            case "SqlLiteralScalarExpression":
                return Literal(Get(node, "Literal"));
            case "SqlArrayCreateScalarExpression":
                return new JsonArray([.. ((IEnumerable<object>)Get(node, "Items")).Select(i => Value(i, item)?.DeepClone())]);
            case "SqlObjectCreateScalarExpression":
                return new JsonObject(((IEnumerable<object>)Get(node, "Properties"))
                    .Select(p => KeyValuePair.Create(Text(Get(p, "Name")), Value(Get(p, "Value"), item)?.DeepClone())).Where(p => p.Value is not null));
            case "SqlInScalarExpression":
                var needle = Value(Get(node, "Needle"), item);
                return ((IEnumerable<object>)Get(node, "Haystack")).Any(h => JsonNode.DeepEquals(needle, Value(h, item))) != (bool)Get(node, "Not");
            case "SqlFunctionCallScalarExpression":
                return Call(Text(Get(node, "Name")), [.. ((IEnumerable<object>)Get(node, "Arguments")).Select(a => Value(a, item))]);
            case "SqlBinaryScalarExpression":
                return Binary($"{Get(node, "OperatorKind")}", Value(Get(node, "LeftExpression"), item), () => Value(Get(node, "RightExpression"), item));
            case var other:
                throw new NotSupportedException($"The double does not know {other}.");
        }
    }

    private JsonObject? Root(string name, JsonObject item) => name == _root ? item : throw new NotSupportedException($"'{name}' is not what the query is over.");

    private static JsonNode? Member(JsonNode? of, string name) => of is JsonObject o ? o[name] : null;

    private static JsonNode? Literal(object literal) => literal.GetType().Name switch
    {
        "SqlStringLiteral" => JsonValue.Create(Text(literal)),
        "SqlBooleanLiteral" => JsonValue.Create((bool)Get(literal, "Value")),
        "SqlNumberLiteral" => JsonValue.Create(double.Parse($"{Get(literal, "Value")}", CultureInfo.InvariantCulture)),
        var other => throw new NotSupportedException($"The double does not know {other}."),
    };

    private static JsonValue? Call(string function, List<JsonNode?> arguments) => function.ToUpperInvariant() switch
    {
        "IS_DEFINED" => JsonValue.Create(arguments[0] is not null),
        "ARRAY_CONTAINS" => JsonValue.Create(arguments[0] is JsonArray all && all.Any(a => JsonNode.DeepEquals(a, arguments[1]))),
        "STARTSWITH" => JsonValue.Create($"{arguments[0]}".StartsWith($"{arguments[1]}", StringComparison.Ordinal)),
        var other => throw new NotSupportedException($"The double does not know {other}."),
    };

    private static JsonValue? Binary(string operation, JsonNode? left, Func<JsonNode?> right) => operation switch
    {
        "And" => JsonValue.Create(IsTrue(left) && IsTrue(right())),
        "Or" => JsonValue.Create(IsTrue(left) || IsTrue(right())),
        // Comparing what is undefined, or of two types, is undefined: no match.
        _ when left is null || right() is not { } other || left.GetValueKind() != other.GetValueKind() => null,
        "Equal" => JsonValue.Create(Compare(left, right()) == 0),
        "NotEqual" => JsonValue.Create(Compare(left, right()) != 0),
        "GreaterThan" => JsonValue.Create(Compare(left, right()) > 0),
        "GreaterThanOrEqual" => JsonValue.Create(Compare(left, right()) >= 0),
        "LessThan" => JsonValue.Create(Compare(left, right()) < 0),
        "LessThanOrEqual" => JsonValue.Create(Compare(left, right()) <= 0),
        _ => throw new NotSupportedException($"The double does not know {operation}."),
    };

    private static int Compare(JsonNode? left, JsonNode? right) => (left?.GetValueKind(), right?.GetValueKind()) switch
    {
        (System.Text.Json.JsonValueKind.String, System.Text.Json.JsonValueKind.String) => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
        (System.Text.Json.JsonValueKind.Number, System.Text.Json.JsonValueKind.Number) => Number(left!).CompareTo(Number(right!)),
        var (l, r) => Nullable.Compare(l, r),
    };

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    private static bool IsTrue(JsonNode? value) => value is JsonValue v && v.TryGetValue<bool>(out var truth) && truth;

    private static string Text(object node, string property = "Value") => (string)Get(node, property);

    private static object Get(object node, string property) => Maybe(node, property) ?? throw new NotSupportedException($"{node.GetType().Name} has no {property}.");

    private static object? Maybe(object node, string property) => node.GetType().GetProperty(property, Any)?.GetValue(node);
}
