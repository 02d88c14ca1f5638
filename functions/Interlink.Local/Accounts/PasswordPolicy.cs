using System.Text;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;

namespace Interlink.Local.Accounts;

/// <summary>Which passwords are accepted: long ones that are not the first that anybody would try.
/// No rules on kinds of characters.</summary>
public static class PasswordPolicy
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters; bounds the work of hashing.</summary>
    public const int MaxLength = 256;

    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "password1234", "password12345", "passwordpassword", "mypassword123", "administrator", "administrator1", "adminadmin12",
        "adminadminadmin",
        "qwertyuiop12", "qwertyuiop123", "qwertyuiopas", "qwertyqwerty", "1q2w3e4r5t6y", "1qaz2wsx3edc", "q1w2e3r4t5y6", "zaq12wsxcde3",
        "123456789012", "1234567890123", "12345678910", "0123456789ab", "abcdefghijkl", "abcd12345678", "iloveyou1234", "letmeinletmein",
        "welcome12345", "welcome123456", "changeme1234", "changemenow1", "correcthorsebatterystaple",
        "interlink123", "interlink1234", "interlinkinterlink",
    };

    /// <summary>The form in which a password is compared and hashed, so that the same keys give the same password
    /// on every keyboard.</summary>
    public static string Normalise(string password) => password.Normalize(NormalizationForm.FormKC);

    /// <summary>What is wrong with a new password; null when it is accepted.</summary>
    /// <param name="field">The name of the field for the answer.</param>
    public static FieldError? Judge(string? password, EmailAddress? email, string field = "password")
    {
        var text = Normalise(password ?? "");
        var plain = text.ToLowerInvariant();
        return text.Length switch
        {
            0 => new FieldError(field, "required", "Choose a password."),
            < MinLength => new FieldError(field, "too_short", $"Use at least {MinLength} characters."),
            > MaxLength => new FieldError(field, "too_long", $"Use at most {MaxLength} characters."),
            _ when email is { } address && (plain == address.Value || plain == address.LocalPart) =>
                new FieldError(field, "same_as_email", "The password must not be the e-mail address."),
            _ when Common.Contains(plain) || IsMonotonous(plain) =>
                new FieldError(field, "too_common", "This password is among the first that anybody would try."),
            _ => null,
        };
    }

    // Few different characters (121212121212), digits only (dates, telephone numbers), or every character one step from the one
    // before (abcdefghijklm).
    private static bool IsMonotonous(string text) =>
        text.Distinct().Count() < 4
        || (text.Length < 20 && text.All(char.IsAsciiDigit))
        || Enumerable.Range(1, text.Length - 1).All(i => Math.Abs(text[i] - text[i - 1]) <= 1);
}
