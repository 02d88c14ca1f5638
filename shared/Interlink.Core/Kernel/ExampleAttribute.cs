namespace Interlink.Core.Kernel;

/// <summary>What the API's description shows as an example, where the name and the type alone do not lead to a good one.</summary>
/// <param name="value">For texts, times and words of an enum the value itself; for all else JSON. Above a record: JSON of the whole of it; above an enum: the word
/// that examples show.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Enum)]
public sealed class ExampleAttribute(string value) : Attribute
{
    /// <summary>The example.</summary>
    public string Value { get; } = value;
}
