using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.ApiAccess;
using Interlink.Core.Kernel;

namespace Interlink.Core.Tests.ApiAccess;

public sealed class ApiKeyTextTests
{
    private static readonly string Application = Ulids.Derive("an application");

    [Theory]
    [InlineData("varam")]
    [InlineData("ab")]
    [InlineData("a-city-with-a-name-that-is-as-long-as-names-of-tenants-can-be")]
    public void A_key_is_read_as_it_was_made(string tenant)
    {
        var made = ApiKeyText.New(TenantId.Parse(tenant), Application);
        Assert.Equal(made, ApiKeyText.Read(made.Text));
        Assert.Matches(new Regex("^ilk_[a-z0-9-]{2,63}_[0-9a-z]{26}_[0-9A-Za-z]{38}$"), made.Text);
    }

    [Fact]
    public void No_two_keys_are_alike() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => ApiKeyText.New(TenantId.Parse("varam"), Application).Hash).Distinct().Count());

    [Fact]
    public void The_key_never_stands_in_a_log() =>
        Assert.DoesNotContain(ApiKeyText.New(TenantId.Parse("varam"), Application) is var key ? key.Text[^38..] : "", $"{key}", StringComparison.Ordinal);

    [Fact]
    public void A_changed_character_is_noticed_without_asking_anybody()
    {
        var text = ApiKeyText.New(TenantId.Parse("varam"), Application).Text;
        Prop.ForAll(Gen.Choose(4, text.Length - 1).ToArbitrary(), Gen.Choose('0', 'z').Select(c => (char)c).ToArbitrary(), (at, other) =>
            text[at] == other || ApiKeyText.Read($"{text[..at]}{other}{text[(at + 1)..]}") is null).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_sent_is_read_or_passed_over() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        ApiKeyText.Read(text) is null && ApiKeyText.Read($"ilk_{text}") is null && ApiKeyText.Read($"ilk_varam_{Application}_{text}") is null).QuickCheckThrowOnFailure();
}
