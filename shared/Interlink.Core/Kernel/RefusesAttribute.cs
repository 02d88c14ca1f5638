namespace Interlink.Core.Kernel;

/// <summary>What a member of a port can refuse with. The API's description reads refusals from the code of Core and of the functions; what implements a port elsewhere it cannot read.</summary>
/// <param name="errors">The records of the refusals.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params Type[] errors) : Attribute
{
    /// <summary>The records of the refusals.</summary>
    public IReadOnlyList<Type> Errors { get; } = errors;
}
