namespace Interlink.Core.Kernel;

/// <summary>Which state of a document was read: opaque, compared for equality only. HTTP says ETag.</summary>
/// <param name="Value">Letters, digits, <c>-</c> and <c>.</c> only, without quotes.</param>
public readonly record struct Revision(string Value)
{
    public override string ToString() => Value;
}
