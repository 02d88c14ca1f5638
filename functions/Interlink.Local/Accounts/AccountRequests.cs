using System.ComponentModel.DataAnnotations;
using System.Text.Json;
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

        if ((Name is not null || account.Email is null) && PersonName.Judge(Name) is { } name)
        {
            faults.Add(name);
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

/// <summary>Something that a person who is signed in proves with the password.</summary>
public sealed record ProofRequest([StringLength(PasswordPolicy.MaxLength)] string Password);

/// <summary>A code of the authenticator app, or a recovery code.</summary>
public sealed record CodeRequest([StringLength(40)] string Code);

/// <summary>Another address for the account.</summary>
public sealed record ChangeAddressRequest([StringLength(254)] string Email, [StringLength(PasswordPolicy.MaxLength)] string Password);

/// <summary>The token of a link in a mail.</summary>
public sealed record LinkRequest([StringLength(200)] string Token);

/// <summary>Somebody forgot a password.</summary>
/// <param name="Tenant">Which tenant; the host's own when left out.</param>
public sealed record ForgottenPasswordRequest([StringLength(254)] string Email, string? Tenant = null);

/// <summary>A password chosen anew, with the token of the link in the mail.</summary>
public sealed record NewPasswordRequest([StringLength(200)] string Token, string Password);

/// <summary>Which tenant a passkey is for; the host's own when left out.</summary>
public sealed record PasskeySignInRequest(string? Tenant = null);

/// <summary>What the browser's passkey answered, and what the person calls it.</summary>
public sealed record AddPasskeyRequest([Required, StringLength(60)] string Name, JsonElement Credential);

/// <summary>What the browser's passkey answered.</summary>
public sealed record UsePasskeyRequest(JsonElement Credential);
