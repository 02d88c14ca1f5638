using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.People;
using Interlink.Core.Storage;

namespace Interlink.Core.Accounts;

/// <summary>By what accounts are found, within their tenant's partition only.</summary>
internal static class AccountFacets
{
    public const string Role = "role";
    public const string State = "state";
    public const string CreatedAt = "createdAt";

    private const string Gone = "gone";

    /// <summary>How an account is found.</summary>
    public static SearchEntry Of(Account account) => new()
    {
        Title = LocalizedText.Of(Language.Fallback, account.Name),
        Text = LocalizedText.Of(Language.Fallback, account.Email ?? ""),
        Facets = new Dictionary<string, IReadOnlyList<string>>
        {
            [Role] = [.. account.Roles().Select(Word)],
            [State] = [account.Standing() is { } state ? Word(state) : Gone],
        },
        Numbers = new Dictionary<string, double> { [CreatedAt] = account.CreatedAt.ToUnixTimeMilliseconds() },
    };

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
