using System.Text;
using Interlink.Core.Accounts;

namespace Interlink.Core.Tests.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Fact]
    public void A_clock_may_be_one_step_off_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepOf(now);
        Assert.All([-1, 0, 1], off => Assert.Equal(step + off, Totp.Match(Secret, Totp.CodeOf(Secret, step + off), now, 0)));
        Assert.All([-2, 2], off => Assert.Null(Totp.Match(Secret, Totp.CodeOf(Secret, step + off), now, 0)));
    }

    [Fact]
    public void A_step_that_was_used_and_those_before_it_are_refused()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepOf(now);
        Assert.Null(Totp.Match(Secret, Totp.CodeOf(Secret, step), now, after: step));
        Assert.Null(Totp.Match(Secret, Totp.CodeOf(Secret, step - 1), now, after: step));
        Assert.Equal(step + 1, Totp.Match(Secret, Totp.CodeOf(Secret, step + 1), now, after: step));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_as_RFC_4648_says(string text, string written) =>
        Assert.Equal(written, Totp.Base32(Encoding.ASCII.GetBytes(text)));
}
