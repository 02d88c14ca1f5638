using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Edge;

/// <summary>DataAnnotations told as stable codes.</summary>
internal static class InputRules
{
    /// <summary>What the rule holds against the value; null when it holds nothing.</summary>
    /// <param name="value">A value that is not null, of the member's CLR type.</param>
    /// <param name="path">The field's path.</param>
    public static FieldError? Check(ValidationAttribute rule, object value, string path)
    {
        if (Holds(rule, value))
        {
            return null;
        }

        var (code, message) = rule switch
        {
            RequiredAttribute => ("required", "This must not be blank."),
            StringLengthAttribute length when ((string)value).Length > length.MaximumLength => TooLong(length.MaximumLength),
            StringLengthAttribute length => TooShort(length.MinimumLength),
            MaxLengthAttribute length => TooLong(length.Length),
            MinLengthAttribute length => TooShort(length.Length),
            LengthAttribute length => ((string)value).Length > length.MaximumLength ? TooLong(length.MaximumLength) : TooShort(length.MinimumLength),
            RangeAttribute range => ("out_of_range", $"This must be between {range.Minimum} and {range.Maximum}."),
            LanguageCodeAttribute => ("not_a_language", "This must be a language code of two lower-case letters."),
            AllowedValuesAttribute allowed => ("unknown_value", $"This must be one of: {string.Join(", ", allowed.Values)}."),
            RegularExpressionAttribute => ("malformed", rule.ErrorMessage ?? "This does not have the form that is expected here."),
            EmailAddressAttribute => ("malformed", "This must be an e-mail address."),
            UrlAttribute => ("malformed", "This must be a web address."),
            _ => ("not_allowed", rule.ErrorMessage ?? "This value is not allowed here."),
        };
        return new FieldError(path, code, message);
    }

    /// <summary>What the rules that speak of a number of items hold against a list.</summary>
    public static FieldError? CheckCount(ValidationAttribute rule, int count, string path)
    {
        var (least, most) = CountBounds(rule);
        return count < least ? new FieldError(path, "too_few", $"There must be at least {least}.")
            : count > most ? new FieldError(path, "too_many", $"There must be at most {most}.")
            : null;
    }

    /// <summary>The least and most items that a rule allows in a list.</summary>
    public static (int Least, int Most) CountBounds(ValidationAttribute rule) => rule switch
    {
        MinLengthAttribute length => (length.Length, int.MaxValue),
        MaxLengthAttribute length => (0, length.Length),
        LengthAttribute length => (length.MinimumLength, length.MaximumLength),
        RequiredAttribute => (0, int.MaxValue),
        _ => (0, int.MaxValue),
    };

    /// <summary>Whether the rule speaks of the list as a whole and not of each of its items.</summary>
    public static bool SpeaksOfLists(ValidationAttribute rule) => rule is MinLengthAttribute or MaxLengthAttribute or LengthAttribute or RequiredAttribute;

    private static bool Holds(ValidationAttribute rule, object value)
    {
        try
        {
            // What nobody sees is blank.
            return rule.IsValid(value) && (rule is not RequiredAttribute || value is not string text || OneLine.Of(text).Length > 0);
        }
        catch (RegexMatchTimeoutException)
        {
            return false; // A text that makes the pattern take so long is not of the form that was meant.
        }
    }

    private static (string, string) TooLong(int most) => ("too_long", $"This must have at most {most} characters.");

    private static (string, string) TooShort(int least) => ("too_short", $"This must have at least {least} characters.");
}
