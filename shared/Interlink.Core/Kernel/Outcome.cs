using System.Diagnostics.CodeAnalysis;

namespace Interlink.Core.Kernel;

/// <summary>What a use case answers: a value, or the refusal that stands in its place. Exceptions are for bugs only.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Error? error) => (_value, Error) = (value, error);

    /// <summary>The refusal; null when there is a value.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The outcome is a refusal.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"Refused: {Error.Type}: {Error.Detail}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Error error) => new(default, error);

    /// <summary>Makes the success of a value whose static type is an interface, for which C# has no implicit conversion.</summary>
    public static Outcome<T> Of(T value) => new(value, null);

    /// <summary>Changes the value and passes a refusal on.</summary>
    public Outcome<TNext> Map<TNext>(Func<T, TNext> next) => Error is null ? Outcome<TNext>.Of(next(_value!)) : Error;

    /// <summary>Continues with the value, or passes the refusal on.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Error is null ? next(_value!) : Error;

    /// <summary>Continues asynchronously with the value, or passes the refusal on.</summary>
    public async Task<Outcome<TNext>> Then<TNext>(Func<T, Task<Outcome<TNext>>> next) => Error is null ? await next(_value!) : Error;

    /// <summary>Takes the outcome apart.</summary>
    public TResult Match<TResult>(Func<T, TResult> value, Func<Error, TResult> error) => Error is null ? value(_value!) : error(Error);
}

/// <summary>The value of an outcome that has nothing to say but that it succeeded.</summary>
public readonly record struct Unit
{
    /// <summary>The only unit there is.</summary>
    public static Unit Value => default;
}
