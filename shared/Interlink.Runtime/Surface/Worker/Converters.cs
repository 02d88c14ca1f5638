using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names the converter that fills a parameter or every parameter of a type.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Parameter)]
public class InputConverterAttribute(Type converterType) : Attribute
{
    public Type ConverterType { get; } = converterType;
}

/// <summary>Makes a parameter's value. When it does not succeed the parameter is null, so that it can never be a lock.</summary>
public interface IInputConverter
{
    ValueTask<ConversionResult> ConvertAsync(ConverterContext context);
}

/// <summary>What a converter is asked for.</summary>
public abstract class ConverterContext
{
    protected ConverterContext()
    {
    }

    public abstract Type TargetType { get; }

    public abstract object? Source { get; }

    public abstract FunctionContext FunctionContext { get; }

    public abstract IReadOnlyDictionary<string, object> Properties { get; }
}

/// <summary>How a conversion went.</summary>
public enum ConversionStatus
{
    Unhandled,
    Succeeded,
    Failed,
}

/// <summary>What a converter answers.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "Answers are read, not compared; the official type declares no equality.")]
public readonly struct ConversionResult
{
    private ConversionResult(ConversionStatus status, object? value, Exception? error)
    {
        Status = status;
        Value = value;
        Error = error;
    }

    public ConversionStatus Status { get; }

    public object? Value { get; }

    public Exception? Error { get; }

    /// <summary>The converter does not know this parameter.</summary>
    public static ConversionResult Unhandled() => new(ConversionStatus.Unhandled, null, null);

    public static ConversionResult Success(object? value) => new(ConversionStatus.Succeeded, value, null);

    public static ConversionResult Failed(Exception exception) => new(ConversionStatus.Failed, null, exception);
}
