using Interlink.Core.ApiAccess;

namespace Interlink.Functions.Edge;

/// <summary>Who may call an HTTP function: callers that hold the scope. A function with neither this nor <see cref="AllowAnonymousAttribute"/> is refused to everybody.</summary>
/// <param name="scope">One of <see cref="Core.Kernel.Scope"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAttribute(string scope) : Attribute
{
    /// <summary>The scope that the caller must hold.</summary>
    public string Scope { get; } = scope;
}

/// <summary>Also applications may call the HTTP function: those that hold one of the scopes, or any where none is named. Without it a function is for people alone, as is
/// everything about a person: the own account, signing in, agreeing to texts.</summary>
/// <param name="scopes">Any one of them is enough.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowApplicationAttribute(params ApiScope[] scopes) : Attribute
{
    /// <summary>The scopes of which an application must hold one; empty when any application may call.</summary>
    public IReadOnlyList<ApiScope> Scopes { get; } = scopes;
}

/// <summary>The answer holds a secret that is shown once: it is not kept for a request that is repeated with the same <c>Idempotency-Key</c>, which is told so instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShownOnceAttribute : Attribute;

/// <summary>Anybody may call the HTTP function, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAnonymousAttribute : Attribute;

/// <summary>Also people of a suspended tenant may call the HTTP function: it tells who they are, takes out what is theirs (a copy of one's data, the audit, the record of
/// processing) or lets them leave. Their rights do not rest with the tenant; of what the tenant works on it changes nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WhileSuspendedAttribute : Attribute;

/// <summary>People may call the function before they have agreed to the texts in force: reading who one is, the texts, agreeing, taking one's data and leaving.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeConsentAttribute : Attribute;

/// <summary>The function reads a JSON body with <see cref="RequestReading.ReadBody{T}"/>.</summary>
/// <typeparam name="T">The record the body is read into.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyAttribute<T> : BodyAttribute
{
    /// <summary>Describes the body.</summary>
    public BodyAttribute()
        : base(typeof(T))
    {
    }
}

/// <summary>What <see cref="BodyAttribute{T}"/> says, whatever its type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BodyAttribute(Type type) : Attribute
{
    /// <summary>The record the body is read into.</summary>
    public Type Type { get; } = type;
}

/// <summary>The function takes raw bytes as its body, not JSON.</summary>
/// <param name="maxBytes">Most bytes; also where the body is received before the function is called.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RawBodyAttribute(int maxBytes) : Attribute
{
    /// <summary>Most bytes.</summary>
    public int MaxBytes { get; } = maxBytes;
}

/// <summary>The function reads its query string with <see cref="RequestReading.ReadQuery{T}"/>.</summary>
/// <typeparam name="T">The record the query is read into.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryAttribute<T> : QueryAttribute
{
    /// <summary>Describes the query.</summary>
    public QueryAttribute()
        : base(typeof(T))
    {
    }
}

/// <summary>What <see cref="QueryAttribute{T}"/> says, whatever its type.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class QueryAttribute(Type type) : Attribute
{
    /// <summary>The record the query is read into.</summary>
    public Type Type { get; } = type;
}

/// <summary>The function changes something and asks for its revision with <see cref="RequestReading.IfMatch"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RevisionedAttribute : Attribute;

/// <summary>Whoever holds a link for partners may call the function: it asks for the link itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ByPartnerLinkAttribute : Attribute
{
    /// <summary>The header that the link stands in.</summary>
    public const string Header = "Interlink-Partner-Link";
}

/// <summary>The status of success, where it is not the usual one: 204 for <see cref="Core.Kernel.Unit"/>, 202 for an operation
/// that a POST starts, 201 for any other POST, 200 for the rest.</summary>
/// <param name="status">The status.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnswersAttribute(int status) : Attribute
{
    /// <summary>The status.</summary>
    public int Status { get; } = status;

    /// <summary>The media type of the answer, where it is neither JSON nor a file of any type.</summary>
    public string? MediaType { get; init; }
}
