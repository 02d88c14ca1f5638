using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Accounts;

namespace Interlink.Core.Tests.Accounts;

public sealed class EmailAddressTests
{
    // Letters, what composes with them, what becomes something else when it is composed, and the characters that addresses are made of.
    private static readonly Gen<string> Typed = Gen.Elements(
            'a', 'J', 'İ', 'ß', 'ķ', 'ﬁ', '@', '＠', '.', '。', '-', '\'', '´', '¨', '¯', '˜', '\u00a0', '\u3000', '\u030c', '\u0301', '\u0327', '\u200b', '\u202e',
            '\ufacf', '\ufdfa', '\ufffe', '\ud800', '\t')
        .ArrayOf().Select(letters => new string(letters));

    [Fact]
    public void An_address_that_was_read_is_read_again_as_itself() => Prop.ForAll(Typed.ToArbitrary(), Typed.ToArbitrary(), (local, host) =>
        new[] { $"{local}@{host}.example.org", $"a{local}@example.org", $"{local}{host}" }.All(IsItselfOrNone)).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_letter_that_there_is_makes_an_address_or_none() =>
        Assert.All(Enumerable.Range(0, char.MaxValue + 1).Select(c => $"d{(char)c}a@example.org"), text => Assert.True(IsItselfOrNone(text), $"{(int)text[1]:x4}"));

    [Theory]
    [InlineData(" Anna@Example.ORG ", "anna@example.org")]
    [InlineData("jānis@example.lv", "jānis@example.lv")]
    [InlineData("ja\u0304nis@example.lv", "jānis@example.lv")]
    [InlineData("J\u030c@example.org", "\u01f0@example.org")]
    [InlineData("d'angelo@example.org", "d'angelo@example.org")]
    public void An_address_is_kept_in_one_form(string typed, string kept)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal(kept, address.Value);
    }

    [Theory]
    [InlineData("d´angelo@example.org")]
    [InlineData("mu¨ller@example.org")]
    [InlineData("anna＠nowhere@example.org")]
    [InlineData("anna\ufacf@example.org")]
    [InlineData("anna\ufffe@example.org")]
    [InlineData("anna@example")]
    [InlineData("anna example@example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_none_once_it_is_composed_is_no_address(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Fact]
    public void Half_a_character_is_no_address() => Assert.False(EmailAddress.TryParse($"anna{'\ud800'}@example.org", out _));

    [Fact]
    public void An_address_may_not_grow_too_long_by_being_composed() =>
        Assert.False(EmailAddress.TryParse($"a@{string.Join('.', Enumerable.Repeat(new string('\ufb03', 20), 5))}.org", out _));

    private static bool IsItselfOrNone(string text) => !EmailAddress.TryParse(text, out var read) || (EmailAddress.TryParse(read.Value, out var again) && again == read);
}
