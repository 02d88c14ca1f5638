using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>Checks JSON against a shape and collects every field at fault, not only the first.</summary>
internal sealed class InputCheck
{
    private readonly List<FieldError> _errors = [];

    /// <summary>Most faults that are told; more would help nobody.</summary>
    private const int MaxErrors = 100;

    /// <summary>What was found wrong.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Checks one value and everything in it.</summary>
    /// <param name="path">Where it stands, as the caller wrote it; empty for the whole.</param>
    public void Value(Shape shape, JsonElement value, string path, IReadOnlyList<ValidationAttribute> rules)
    {
        if (_errors.Count >= MaxErrors)
        {
            return;
        }

        if (value.ValueKind is JsonValueKind.Null)
        {
            Null(shape, path, rules);
            return;
        }

        switch (shape.Kind)
        {
            case ShapeKind.Record:
                Record(shape, value, path);
                break;
            case ShapeKind.List:
                List(shape, value, path, rules);
                break;
            case ShapeKind.Map:
            case ShapeKind.Localized:
                Map(shape, value, path, rules);
                break;
            case ShapeKind.Any:
                Anything(value, path);
                break;
            default:
                Leaf(shape, value, path, rules);
                break;
        }
    }

    private void Null(Shape shape, string path, IReadOnlyList<ValidationAttribute> rules)
    {
        if (!shape.Nullable && shape.Kind is not ShapeKind.Any)
        {
            Add(path, "not_null", "This must not be null.");
        }
        else if (rules.OfType<RequiredAttribute>().Any())
        {
            Add(path, "required", "This is missing.");
        }
    }

    private void Record(Shape shape, JsonElement value, string path)
    {
        if (!Is(value, JsonValueKind.Object, path, "an object"))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Members(value, path))
        {
            var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!seen.Add(member.Name))
            {
                Add(at, "duplicate_field", "This is stated more than once.");
            }
            else if (shape.Fields.FirstOrDefault(f => f.Name == member.Name && f.Written) is { } field)
            {
                Value(field.Shape, member.Value, at, field.Rules);
            }
            else if (shape.Closed)
            {
                Add(at, "unknown_field", "There is no such field.");
            }
        }

        foreach (var missing in shape.Fields.Where(f => f is { Required: true, Written: true } && !seen.Contains(f.Name)))
        {
            Add(path.Length == 0 ? missing.Name : $"{path}.{missing.Name}", "required", "This is missing.");
        }
    }

    private void List(Shape shape, JsonElement value, string path, IReadOnlyList<ValidationAttribute> rules)
    {
        if (!Is(value, JsonValueKind.Array, path, "a list"))
        {
            return;
        }

        AddAll(rules.Where(InputRules.SpeaksOfLists).Select(rule => InputRules.CheckCount(rule, value.GetArrayLength(), path)));
        var each = rules.Where(rule => !InputRules.SpeaksOfLists(rule)).ToList();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Value(shape.Element!, item, $"{path}[{index++}]", each);
        }
    }

    private void Map(Shape shape, JsonElement value, string path, IReadOnlyList<ValidationAttribute> rules)
    {
        if (!Is(value, JsonValueKind.Object, path, "an object"))
        {
            return;
        }

        var element = shape.Element ?? Shape.Of(typeof(string));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Members(value, path))
        {
            var at = $"{path}.{member.Name}";
            if (!seen.Add(member.Name))
            {
                Add(at, "duplicate_field", "This is stated more than once.");
            }
            else if (shape.Kind is ShapeKind.Localized && !Language.IsCode(member.Name))
            {
                Add(at, "not_a_language", "The name of this must be a language code of two lower-case letters.");
            }
            else
            {
                Value(element, member.Value, at, rules);
            }
        }
    }

    private void Anything(JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.Array)
        {
            List(new Shape(typeof(object), ShapeKind.List, false, Shape.Of(typeof(object))), value, path, []);
        }
        else if (value.ValueKind is JsonValueKind.Object)
        {
            Map(new Shape(typeof(object), ShapeKind.Map, false, Shape.Of(typeof(object))), value, path, []);
        }
        else if (value.ValueKind is JsonValueKind.String)
        {
            _ = Text(value, path);
        }
    }

    private void Leaf(Shape shape, JsonElement value, string path, IReadOnlyList<ValidationAttribute> rules)
    {
        var read = InputLeaf.Read(shape, value, path);
        if (read.Error is { } error)
        {
            Add(error.Fields[0].Field, error.Fields[0].Code, error.Fields[0].Message);
        }
        else
        {
            AddAll(rules.Select(rule => InputRules.Check(rule, read.Value, path)));
        }
    }

    private IEnumerable<(string Name, JsonElement Value)> Members(JsonElement value, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (InputLeaf.NameOf(member) is { } name)
            {
                yield return (name, member.Value);
            }
            else
            {
                Add(path, "malformed_text", "The name of a field has characters that are no text.");
            }
        }
    }

    private string? Text(JsonElement value, string path)
    {
        var read = InputLeaf.Read(Shape.Of(typeof(string)), value, path);
        if (read.Error is { } error)
        {
            Add(path, error.Fields[0].Code, error.Fields[0].Message);
        }

        return read.Succeeded ? (string)read.Value : null;
    }

    private bool Is(JsonElement value, JsonValueKind kind, string path, string expected)
    {
        if (value.ValueKind != kind)
        {
            Add(path, "wrong_type", $"This must be {expected}.");
        }

        return value.ValueKind == kind;
    }

    private void AddAll(IEnumerable<FieldError?> errors) => _errors.AddRange(errors.OfType<FieldError>().DistinctBy(e => e.Code));

    private void Add(string path, string code, string message) => _errors.Add(new FieldError(path.Length == 0 ? InputReader.Whole : path, code, message));
}
