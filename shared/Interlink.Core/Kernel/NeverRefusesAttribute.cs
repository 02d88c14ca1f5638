namespace Interlink.Core.Kernel;

/// <summary>Refusals that what the method calls knows, and that cannot be here: a shared component refuses so only to other callers. The API's description leaves them out for
/// operations that come this way; a test that is answered one all the same fails.</summary>
/// <param name="errors">The records of the refusals.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeverRefusesAttribute(params Type[] errors) : Attribute
{
    /// <summary>The records of the refusals.</summary>
    public IReadOnlyList<Type> Errors { get; } = errors;
}
