using Interlink.Core.Kernel;

namespace Interlink.Core.Accounts;

/// <summary>How people are called: one rule, whoever chooses the name. Written down as <see cref="OneLine"/> says.</summary>
public static class PersonName
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxLength = 200;

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    /// <param name="stated">The name as somebody wrote it.</param>
    public static FieldError? Judge(string? stated) => OneLine.Of(stated).Length switch
    {
        0 => new FieldError("name", "required", "Give a name that can be seen."),
        > MaxLength => new FieldError("name", "too_long", $"Give a name of 1 to {MaxLength} characters."),
        _ => null,
    };
}
