using Interlink.Core.Accounts;
using Interlink.Core.Kernel;

namespace Interlink.Local.Accounts;

/// <summary>What the bearer of a one-time link chooses.</summary>
/// <param name="Email">May be left out when the account has an address already.</param>
/// <param name="Name">May be left out when the account has a name already.</param>
public sealed record WelcomeRequest(string Token, string Password, string? Email = null, string? Name = null)
{
    /// <summary>Every field at fault.</summary>
    internal IReadOnlyList<FieldError> Judge(Account account, EmailAddress? email)
    {
        var faults = new List<FieldError>();
        if (email is null)
        {
            var code = string.IsNullOrWhiteSpace(Email) ? "required" : "not_an_email";
            faults.Add(new("email", code, "Give an e-mail address such as name@example.org."));
        }
        else if (account.Email is { } fixedEmail && fixedEmail != email.Value.Value)
        {
            faults.Add(new("email", "differs", "The link was made for another e-mail address."));
        }

        if (Name?.Trim() is { Length: 0 or > 200 } || (Name is null && account.Email is null))
        {
            faults.Add(new("name", string.IsNullOrWhiteSpace(Name) ? "required" : "too_long", "Give a name of 1 to 200 characters."));
        }

        if (PasswordPolicy.Judge(Password, email) is { } password)
        {
            faults.Add(password);
        }

        return faults;
    }
}

/// <summary>A change of one's own password.</summary>
public sealed record ChangePasswordRequest(string Current, string Password);
